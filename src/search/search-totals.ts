/** What a search adds up to, case by case in the order of their numbers; so it does not matter who ran them. */
import { type Found, foundAfterwards, kindOfFinding } from './found.js';
import type { CaseResult } from './run-case.js';

/** ln(2 / 1e-12): beyond √(2 · pairs · this) a fair coin is off with a chance of at most 1e-12 (Hoeffding). */
const UNFAIR = 28.33;
/** Cases that are named of each kind of violation. */
const MOST_NAMED = 20;

/** All violations of one invariant or relation in one kind of step. */
export interface ViolationKind {
  /** Oracle, rule and kind of step. */
  readonly kind: string;
  /** How many cases. */
  readonly count: number;
  /** Numbers of the first of them, 20 at most. */
  readonly cases: readonly number[];
  /** What was found in the first of them. */
  readonly first: FoundInCase;
}

interface FoundInCase extends Found {
  /** Its number. */
  readonly case: number;
}

export interface CurvePoint {
  /** Cases so far. */
  readonly runs: number;
  /** Different (state, event, decision) that they met. */
  readonly tuples: number;
}

export class SearchTotals {
  runs = 0;
  refused = 0;
  tooLong = 0;
  steps = 0;
  readonly probes = new Map<string, number>();
  readonly transitions = new Map<string, number>();
  readonly decisions = new Map<string, number>();
  readonly #tuples = new Set<string>();
  readonly #curve: CurvePoint[] = [];
  readonly #kinds = new Map<string, { count: number; cases: number[]; first: Found & { case: number } }>();
  readonly #coin = { pairs: 0, smallerFirst: 0 };

  /** Adds one case; what is wrong with it, or with all so far, or null. */
  add(result: CaseResult, otherDigest: string | null = result.digest): Found | null {
    this.runs++;
    this.steps += result.steps;
    if (result.outcome === 'refused') this.refused++;
    if (result.outcome === 'too_long') this.tooLong++;
    count(this.probes, result.probes);
    count(this.transitions, result.transitions);
    count(this.decisions, result.decisions);
    for (const tuple of result.tuples) this.#tuples.add(tuple);
    if (isMark(this.runs)) this.#curve.push({ runs: this.runs, tuples: this.#tuples.size });
    const found = result.found ?? twoDigests(result.digest, otherDigest) ?? this.#unfairCoin(result);
    if (found !== null) this.#note(result.number, found);
    return found;
  }

  get violations(): readonly ViolationKind[] {
    return [...this.#kinds].map(([kind, { count: times, cases, first }]) => ({
      kind,
      count: times,
      cases,
      first,
    }));
  }

  /** How many different (state, event, decision) were met after so many runs; the last point is now. */
  get curve(): readonly CurvePoint[] {
    const last = { runs: this.runs, tuples: this.#tuples.size };
    return this.#curve.at(-1)?.runs === this.runs ? this.#curve : [...this.#curve, last];
  }

  #note(number: number, found: Found): void {
    const kind = kindOfFinding(found);
    const known = this.#kinds.get(kind);
    if (known === undefined) {
      this.#kinds.set(kind, { count: 1, cases: [number], first: { case: number, ...found } });
      return;
    }
    known.count++;
    if (known.cases.length < MOST_NAMED) known.cases.push(number);
  }

  /** Who is shown first in a first wave is chance (03), so ids must not tell it over many cases. */
  #unfairCoin({ firstWave }: CaseResult): Found | null {
    const coin = this.#coin;
    coin.pairs += firstWave.pairs;
    coin.smallerFirst += firstWave.smallerFirst;
    const excess = 2 * coin.smallerFirst - coin.pairs;
    if (coin.pairs === 0 || excess * excess < 2 * coin.pairs * UNFAIR) return null;
    const says = `of ${coin.pairs} pairs of first waves ${coin.smallerFirst} show the smaller id first`;
    return foundAfterwards('invariant', 'chance-is-fair', { says, values: { ...coin } });
  }
}

function count(counts: Map<string, number>, names: readonly string[]): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

function twoDigests(first: string | null, second: string | null): Found | null {
  if (first === second) return null;
  const says = 'the same case has two digests';
  return foundAfterwards('invariant', 'same-case-same-digest', { says, values: { first, second } });
}

/** 100, 200, 500, 1,000, 2,000, 5,000, then every 10,000. */
function isMark(runs: number): boolean {
  return runs % 10_000 === 0 || [100, 200, 500, 1000, 2000, 5000].includes(runs);
}
