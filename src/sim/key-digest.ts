/**
 * Condenses the run's seed and a key of any length into 64 bits that look random: the draw itself. seedrandom's
 * alea turns the seed into the two words that the lanes start from; the key then goes through them at about 2 ns
 * a character. A generator of its own for each key would cost ten times as much, most of it for its seeding.
 *
 * Parts are tagged by kind and length-prefixed, so that ('a', 'bc') and ('ab', 'c'), or 1 and '1', differ.
 * Among n keys the chance that any two share a digest is n² / 2^65: 3e-8 for a million keys.
 * Not a cryptographic hash.
 */
import alea from 'seedrandom/lib/alea.js';
import type { KeyPart } from '../cj/draw.js';
import { invariant } from '../cj/errors.js';
import { mixBits } from './mix-bits.js';

/** What a key is drawn for: the same key of another kind is another key. */
export type KeyKind = 'number' | 'uuid' | 'field';

const KIND_WORDS: Readonly<Record<KeyKind, number>> = { number: 1, uuid: 2, field: 3 };
const INTEGER_PART = 11;
const OTHER_NUMBER_PART = 12;
const TEXT_PART = 13;
/** Ends the text that alea is seeded with: its first numbers are not independent of a counter in last place. */
const LAST_PART = 'cj';

export class KeyDigest {
  /** The two words of the digest that was made last. */
  high = 0;
  low = 0;
  private first = 0;
  private second = 0;
  private readonly seedFirst: number;
  private readonly seedSecond: number;

  constructor(seed: string) {
    const { int32 } = alea(`${seed}${LAST_PART}`);
    this.seedFirst = int32();
    this.seedSecond = int32();
  }

  /** Makes the digest of this key. */
  make(kind: KeyKind, purpose: string, key: readonly KeyPart[]): void {
    this.begin(kind, purpose, key);
    this.end(key.length);
  }

  /** Digests of keys that differ in their last part alone: makes that of `key` and one part more. */
  makerUnder(kind: KeyKind, purpose: string, key: readonly KeyPart[]): (last: KeyPart) => void {
    this.begin(kind, purpose, key);
    const { first, second } = this;
    return (last) => {
      this.first = first;
      this.second = second;
      this.addPart(last);
      this.end(key.length + 1);
    };
  }

  private begin(kind: KeyKind, purpose: string, key: readonly KeyPart[]): void {
    this.first = this.seedFirst;
    this.second = this.seedSecond;
    this.addWord(KIND_WORDS[kind]);
    this.addText(purpose);
    for (const part of key) this.addPart(part);
  }

  private end(parts: number): void {
    this.addWord(parts);
    this.high = mixBits(this.first ^ Math.imul(this.second, 0x9e3779b1));
    this.low = mixBits(this.second ^ this.high);
  }

  private addPart(part: KeyPart): void {
    if (typeof part === 'string') this.addText(part);
    else this.addNumber(part);
  }

  private addNumber(part: number): void {
    if ((part | 0) === part) {
      this.addWord(INTEGER_PART);
      this.addWord(part);
    } else {
      invariant(Number.isFinite(part), 'a key part of a draw is not a finite number', { part });
      this.addWord(OTHER_NUMBER_PART);
      this.addText(String(part));
    }
  }

  private addText(text: string): void {
    this.addWord(TEXT_PART);
    this.addWord(text.length);
    let first = this.first;
    let second = this.second;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      first = Math.imul(first ^ unit, 0x85ebca6b);
      first ^= first >>> 15;
      second = Math.imul(second + unit, 0xc2b2ae35);
      second ^= second >>> 13;
    }
    this.first = first;
    this.second = second;
  }

  private addWord(word: number): void {
    const first = Math.imul(this.first ^ word, 0x85ebca6b);
    this.first = first ^ (first >>> 15);
    const second = Math.imul(this.second + word, 0xc2b2ae35);
    this.second = second ^ (second >>> 13);
  }
}
