/**
 * What pairing needs to know of a batch's comparison rows, from one pass over them: how often each essay was
 * compared and shown first, and for every pair whether it is asked, answered or open and in which orientations it
 * was seen. Essays are addressed by their place in the net's stored order.
 */
import { invariant } from '../errors.js';
import { type EssayId, isUsable, type Winner } from '../words.js';

/** A stored comparison: shown as A, shown as B, answer (null: open). */
export type PairRow = readonly [essayA: string, essayB: string, winner: Winner | null];

const ASKED = 1;
/** At least one usable answer. */
const ANSWERED = 2;
const OPEN = 4;
/** On the cell (i, j): when the pair was asked last, i was shown first. */
const LAST = 8;

export class PairHistory {
  readonly size: number;
  /** Rows in which an essay occurs, whatever their outcome. */
  readonly comparisonCounts: Int32Array;
  /** Different essays of the net against which an essay has a usable answer. */
  readonly answeredPartners: Int32Array;
  /** Times shown as A minus times shown as B. */
  readonly skews: Int32Array;
  private rows = 0;
  /** Every pair of the net that was asked, as i · size + j with i < j, in the order of first asking. */
  private readonly asked: number[] = [];
  private readonly places: ReadonlyMap<string, number>;
  /** Cell (i, j) of a square: flags of the pair; how often i was shown first against j. */
  private readonly flags: Uint8Array;
  private readonly shown: Uint16Array;

  constructor(ids: readonly EssayId[], rows: Iterable<PairRow> = []) {
    this.size = ids.length;
    this.places = new Map(ids.map((id, place) => [id, place]));
    invariant(this.places.size === ids.length, 'the essays of a net have different ids', { ids });
    this.comparisonCounts = new Int32Array(this.size);
    this.answeredPartners = new Int32Array(this.size);
    this.skews = new Int32Array(this.size);
    this.flags = new Uint8Array(this.size * this.size);
    this.shown = new Uint16Array(this.size * this.size);
    for (const [a, b, winner] of rows) this.record(a, b, winner);
  }

  /** The place of an essay in the net's stored order; undefined of one outside the net. */
  placeOf(id: string): number | undefined {
    return this.places.get(id);
  }

  /** Rows of the batch, also those with essays that are no longer in the net: what the budget has paid for. */
  get rowCount(): number {
    return this.rows;
  }

  /** Add a row. An essay outside the net has no place, but its row still counts for the other essay. */
  record(essayA: string, essayB: string, winner: Winner | null): void {
    const a = this.places.get(essayA);
    const b = this.places.get(essayB);
    this.rows++;
    if (a !== undefined) this.count(a, 1);
    if (b !== undefined) this.count(b, -1);
    if (a !== undefined && b !== undefined) this.recordPair(a, b, winner);
  }

  /** Different pairs of the net that were asked. */
  get askedPairCount(): number {
    return this.asked.length;
  }

  /** Visit every pair that was asked, once, i < j, in the order of first asking. */
  eachAskedPair(visit: (i: number, j: number) => void): void {
    for (const code of this.asked) visit(Math.floor(code / this.size), code % this.size);
  }

  isAsked(i: number, j: number): boolean {
    return this.has(i, j, ASKED);
  }

  isAnswered(i: number, j: number): boolean {
    return this.has(i, j, ANSWERED);
  }

  /** Asked, with neither a usable answer nor an open question. */
  isFailed(i: number, j: number): boolean {
    return (this.flags[i * this.size + j]! & (ASKED | ANSWERED | OPEN)) === ASKED;
  }

  timesAsked(i: number, j: number): number {
    return this.timesShown(i, j) + this.timesShown(j, i);
  }

  /** How often `first` was shown as A against `second`. */
  timesShown(first: number, second: number): number {
    return this.shown[first * this.size + second]!;
  }

  /** When this pair was asked last, i was shown as A. */
  wasFirstLast(i: number, j: number): boolean {
    return this.has(i, j, LAST);
  }

  private has(i: number, j: number, flag: number): boolean {
    return (this.flags[i * this.size + j]! & flag) !== 0;
  }

  private count(essay: number, skew: number): void {
    this.comparisonCounts[essay]!++;
    this.skews[essay]! += skew;
  }

  private recordPair(a: number, b: number, winner: Winner | null): void {
    const there = a * this.size + b;
    const back = b * this.size + a;
    const before = this.flags[there]!;
    if ((before & ASKED) === 0) this.asked.push(Math.min(there, back));
    const usable = isUsable(winner);
    if (usable && (before & ANSWERED) === 0) {
      this.answeredPartners[a]!++;
      this.answeredPartners[b]!++;
    }
    const after = (before & ~LAST) | ASKED | (usable ? ANSWERED : 0) | (winner === null ? OPEN : 0);
    this.flags[there] = after | LAST;
    this.flags[back] = after;
    this.shown[there]!++;
  }
}
