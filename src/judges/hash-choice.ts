/**
 * Winner and confidence from the SHA-256 of the prompt alone: the same prompt gets the same answer under every
 * seed, and nothing about the essays is needed.
 */
import type { Choose } from './choice.js';

/** SHA-256, passed in because it lives in the platform. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const encoder = new TextEncoder();

/** A wins if the first byte of the hash of the prompt's UTF-8 is even; confidence is 1 + second byte modulo 5. */
export function hashChoice(sha256: Sha256): Choose {
  return ({ prompt }) => {
    const [first = 0, second = 0] = sha256(encoder.encode(prompt));
    return { winner: first % 2 === 0 ? 'essay_a' : 'essay_b', marginLogits: 0, confidence: 1 + (second % 5) };
  };
}
