/** The oracles of the search alone: what the first of so many cases finds wrong. */
import type { CaseOptions } from '../../src/search/plan-case.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCaseRelated } from '../../src/search/run-case.js';
import { SearchTotals } from '../../src/search/search-totals.js';

const CASES = 1000;
/** Four in a hundred are refused on purpose. */
const MOST_REFUSED = 100;

const OPTIONS: CaseOptions = { policy: 'current', defects: [] };

export function probe(): string | null {
  const totals = new SearchTotals();
  for (let number = 1; number <= CASES; number++) {
    const found = totals.add(runCaseRelated(number, randomScenario(number), OPTIONS));
    if (found !== null) return `${found.oracle}:${found.rule} at case ${number}`;
    if (totals.refused > MOST_REFUSED) return 'most scenarios are refused';
  }
  return null;
}
