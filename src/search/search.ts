/**
 * A search on this thread: cases from random scenarios, numbered up from a start, under all oracles. What a search
 * finds depends on its numbers alone. hunt.ts does the same on all cores.
 */

import type { CaseOptions } from './plan-case.js';
import { randomScenario } from './random-scenario.js';
import { runCaseRelated } from './run-case.js';
import { SearchTotals } from './search-totals.js';

export interface SearchOptions extends CaseOptions {
  readonly start: number;
  /** Most cases. */
  readonly runs: number;
  readonly stopsAtFirst: boolean;
}

export function search(options: SearchOptions): SearchTotals {
  const { start, runs, stopsAtFirst } = options;
  const totals = new SearchTotals();
  for (let number = start; number < start + runs; number++) {
    const found = totals.add(runCaseRelated(number, randomScenario(number), options));
    if (found !== null && stopsAtFirst) break;
  }
  return totals;
}

/** Whether a case is run twice when this share of them is. */
export function isTwice(number: number, share: number): boolean {
  return Math.floor(number * share) > Math.floor((number - 1) * share);
}
