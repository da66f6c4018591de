/**
 * Winner and confidence from the SHA-256 of the prompt alone: the same prompt gets the same answer under every
 * seed, and nothing about the essays is needed.
 */
import type { Hash } from '../cj/hash.js';
import type { Choose } from './choice.js';

/** A wins if the first byte of the hash of the prompt's UTF-8 is even; confidence is 1 + second byte modulo 5. */
export function hashChoice(sha256: Hash): Choose {
  return ({ prompt }) => {
    const [first = 0, second = 0] = sha256(prompt);
    return { winner: first % 2 === 0 ? 'essay_a' : 'essay_b', marginLogits: 0, confidence: 1 + (second % 5) };
  };
}
