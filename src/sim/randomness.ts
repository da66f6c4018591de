/**
 * The run's randomness: every number is a function of (seed, purpose, key) and of nothing else, so a draw
 * that is added or left out disturbs no other, and nothing has to be saved to resume (07, "Keyed randomness").
 * seedrandom's alea gives the seed's words (key-digest.ts); no generator is shared between purposes or asked twice.
 */
import type { Draw, Field, KeyPart } from '../cj/draw.js';
import { UserError } from '../cj/errors.js';
import { KeyDigest, type KeyKind } from './key-digest.js';
import { KeyLedger } from './key-ledger.js';
import { mixBits } from './mix-bits.js';

export interface DrawOptions {
  /** Fail with a BugError when a key is drawn twice in a run; the root of a field counts as one draw. */
  readonly ledger?: boolean;
  /**
   * Told of every draw: its key as text and its number or uuid. A field is told once, when it is opened,
   * with a number that stands for its root.
   */
  readonly record?: (key: string, value: number | string) => void;
  /** Other numbers in the place of the seed's. A uuid is a name and keeps its value. */
  readonly change?: DrawChange;
}

/** From a draw's key as text and what the seed gives for it to what the run takes. */
export interface DrawChange {
  readonly number: (key: string, own: number) => number;
  readonly field: (key: string, own: Field) => Field;
}

type FourWords = readonly [number, number, number, number];

const WORD = 2 ** -32;

/** The randomness of one run. The seed may be any text. */
export function createDraw(seed: string, options: DrawOptions = {}): Draw {
  const digest = new KeyDigest(seed);
  const ledger = options.ledger ? new KeyLedger() : null;
  const record = options.record ?? null;
  const change = options.change ?? null;
  const isWatched = ledger !== null || record !== null || change !== null;

  const watch = (kind: KeyKind, key: readonly KeyPart[], own: number | string): number | string => {
    const text = keyText(kind, key);
    ledger?.enter(text);
    const value = typeof own === 'number' && kind === 'number' ? changed(text, own) : own;
    record?.(text, value);
    return value;
  };

  const changed = (text: string, own: number): number => drawable(text, change?.number(text, own) ?? own);

  const changedField = (text: string, own: Field): Field => {
    const other = change?.field(text, own) ?? own;
    if (other === own) return own;
    if (typeof other !== 'function') throw badDraw(text, other, 'a function of two integers');
    return (a, b) => drawable(text, other(a, b));
  };

  const fourWords = (kind: KeyKind, purpose: string, key: readonly KeyPart[]): FourWords => {
    digest.make(kind, purpose, key);
    const { high, low } = digest;
    return [
      high,
      low,
      mixBits(high + Math.imul(low, 0x9e3779b1)),
      mixBits(low ^ Math.imul(high, 0x85ebca6b)),
    ];
  };

  const draw = (purpose: string, ...key: readonly KeyPart[]): number => {
    digest.make('number', purpose, key);
    const own = numberOf(digest.high, digest.low);
    return isWatched ? (watch('number', [purpose, ...key], own) as number) : own;
  };

  const under = (purpose: string, ...key: readonly KeyPart[]): ((last: KeyPart) => number) => {
    const make = digest.makerUnder('number', purpose, key);
    return (last) => {
      make(last);
      const own = numberOf(digest.high, digest.low);
      return isWatched ? (watch('number', [purpose, ...key, last], own) as number) : own;
    };
  };

  const uuid = (purpose: string, ...key: readonly KeyPart[]): string => {
    const value = uuidOf(...fourWords('uuid', purpose, key));
    if (isWatched) watch('uuid', [purpose, ...key], value);
    return value;
  };

  const field = (purpose: string, ...key: readonly KeyPart[]): Field => {
    const root = fourWords('field', purpose, key);
    if (isWatched) watch('field', [purpose, ...key], (root[0] >>> 0) * WORD);
    const own = fieldOf(root);
    return change === null ? own : changedField(keyText('field', [purpose, ...key]), own);
  };

  return Object.assign(draw, { under, uuid, field });
}

/** What a program has put in the place of a draw. */
function drawable(key: string, value: number): number {
  if (value >= 0 && value < 1) return value;
  throw badDraw(key, value, 'a number from 0 that is less than 1');
}

function badDraw(key: string, value: unknown, right: string): UserError {
  return new UserError({
    code: 'bad_draw',
    message: `The draw ${key} is changed to ${String(value)}`,
    fix: `Give ${right}`,
    where: 'changeDraws',
  });
}

/** A key for people and for the trace: `["judge","batch-21",3]`, with the kind in front unless it is a number. */
function keyText(kind: KeyKind, key: readonly KeyPart[]): string {
  return kind === 'number' ? JSON.stringify(key) : `${kind}${JSON.stringify(key)}`;
}

/** A number in [0, 1) with 53 bits from two random words. */
function numberOf(high: number, low: number): number {
  return ((high >>> 0) + (low >>> 11) * 2 ** -21) * WORD;
}

/** A version 4 uuid (RFC 9562, section 5.4) from four random words. */
function uuidOf(a: number, b: number, c: number, d: number): string {
  const versioned = (b & 0xffff0fff) | 0x4000;
  const varied = (c & 0x3fffffff) | 0x80000000;
  const middle = `${fourHex(versioned >>> 16)}-${fourHex(versioned)}-${fourHex(varied >>> 16)}`;
  return `${eightHex(a)}-${middle}-${fourHex(varied)}${eightHex(d)}`;
}

function eightHex(word: number): string {
  return fourHex(word >>> 16) + fourHex(word);
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => (byte < 16 ? '0' : '') + byte.toString(16));

function fourHex(word: number): string {
  return `${HEX_OF_BYTE[(word >>> 8) & 0xff]}${HEX_OF_BYTE[word & 0xff]}`;
}

/**
 * Numbers in [0, 1) with 53 bits, addressed by two 32-bit integers. Each integer is mixed with its own root
 * word; the two are joined in two different ways, one for the upper and one for the lower bits.
 */
function fieldOf(root: FourWords): Field {
  const [rootA, rootB, rootHigh, rootLow] = root;
  return (a, b) => {
    const x = mixBits(a ^ rootA);
    const y = mixBits(b ^ rootB);
    const high = mixBits((x + Math.imul(y, 0x9e3779b1)) ^ rootHigh);
    const low = mixBits((y ^ Math.imul(x, 0x85ebca6b)) + rootLow);
    return numberOf(high, low);
  };
}
