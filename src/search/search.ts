/**
 * A search: cases from random scenarios, numbered up from a start, under all oracles. What a search finds
 * depends on its numbers alone.
 */

import { randomScenario } from './random-scenario.js';
import { type CaseOptions, type CaseResult, type Found, runCase } from './run-case.js';

/** ln(2 / 1e-12): beyond √(2 · pairs · this) a fair coin is off with a chance of at most 1e-12 (Hoeffding). */
const UNFAIR = 28.33;

export interface SearchOptions extends CaseOptions {
  readonly start: number;
  /** Most cases. */
  readonly runs: number;
  /** Asked before each case. */
  readonly goesOn?: (done: number) => boolean;
  readonly stopsAtFirst: boolean;
  /** Share of the cases that are run twice, to compare the digests. */
  readonly doubleCheck?: number;
}

export interface Search {
  readonly runs: number;
  readonly refused: number;
  readonly tooLong: number;
  readonly steps: number;
  readonly violations: readonly (Found & { readonly case: number })[];
  /** Cases that met each probe. */
  readonly probes: ReadonlyMap<string, number>;
}

export function search(options: SearchOptions): Search {
  const { start, runs, goesOn = () => true, stopsAtFirst, doubleCheck = 0 } = options;
  const totals = { runs: 0, refused: 0, tooLong: 0, steps: 0 };
  const violations: (Found & { case: number })[] = [];
  const probes = new Map<string, number>();
  const coin = { pairs: 0, smallerFirst: 0 };
  while (totals.runs < runs && goesOn(totals.runs)) {
    const number = start + totals.runs++;
    const result = runCase(number, randomScenario(number), options);
    totals.steps += result.steps;
    if (result.outcome === 'refused') totals.refused++;
    if (result.outcome === 'too_long') totals.tooLong++;
    for (const name of result.probes) probes.set(name, (probes.get(name) ?? 0) + 1);
    const isTwice = Math.floor(number * doubleCheck) > Math.floor((number - 1) * doubleCheck);
    const found = result.found ?? (isTwice ? otherDigest(result, options) : null) ?? unfairCoin(coin, result);
    if (found === null) continue;
    violations.push({ case: number, ...found });
    if (stopsAtFirst) break;
  }
  return { ...totals, violations, probes };
}

/** Who is shown first in a first wave is chance (03), so ids must not tell it over many cases. */
function unfairCoin(coin: { pairs: number; smallerFirst: number }, { firstWave }: CaseResult): Found | null {
  coin.pairs += firstWave.pairs;
  coin.smallerFirst += firstWave.smallerFirst;
  const excess = 2 * coin.smallerFirst - coin.pairs;
  if (coin.pairs === 0 || excess * excess < 2 * coin.pairs * UNFAIR) return null;
  const says = `of ${coin.pairs} pairs of first waves ${coin.smallerFirst} show the smaller id first`;
  return { oracle: 'invariant', rule: 'chance-is-fair', says, step: null, batch: null, values: { ...coin } };
}

/** The same case once more, after all the others: it must not remember them. */
function otherDigest(first: CaseResult, options: CaseOptions): Found | null {
  const { digest } = runCase(first.number, randomScenario(first.number), options);
  if (digest === first.digest) return null;
  const says = 'the same case has two digests';
  return {
    oracle: 'invariant',
    rule: 'same-case-same-digest',
    says,
    step: null,
    batch: null,
    values: { first: first.digest, second: digest },
  };
}
