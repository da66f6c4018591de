/** differences.csv: every outcome and pair of arms, paired by seed, with the factor of common random numbers. */
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { csvField } from '../../report/csv-field.js';
import { allDifferences } from './analyse-sweep.js';
import { OUTCOME_NAMES } from './outcome-list.js';
import type { SweepResult } from './sweep.js';

/** What each column holds. */
export const DIFFERENCE_COLUMNS = {
  outcome: 'Name of the outcome, in whose unit the difference is',
  arm: 'The arm',
  from: 'The arm that it is compared with',
  n: 'Seeds on which both are known',
  difference: 'Mean of arm minus from, seed by seed',
  low: 'Lower end of its 95 % interval: Student, of shares of runs Newcombe',
  high: 'Upper end',
  p: 'Two-sided: Student, of shares of runs McNemar (exact)',
  p_holm:
    'Adjusted by Holm over the differences of this outcome that the report prints; empty for other pairs',
  factor:
    '(Var A + Var B) / Var(A − B): by how much common seeds cut the variance; empty without variance or with fewer than 4 seeds',
  factor_low:
    'Lower end of its 95 % interval (jackknife); 0 to Infinity where one seed alone makes the variance',
  factor_high: 'Upper end',
} as const;

/** Path of the file. 95 % intervals; p_holm only where an arm is compared with its first. */
export function writeDifferences(result: SweepResult, folder: string): string {
  const path = join(folder, 'differences.csv');
  const file = openSync(path, 'w');
  appendFileSync(file, `${Object.keys(DIFFERENCE_COLUMNS).join(',')}\n`);
  for (const row of allDifferences(result, OUTCOME_NAMES)) {
    const { difference, factor } = row;
    const fields = [
      ...[row.outcome, row.arm, row.from, difference.n],
      ...[difference.estimate, difference.low, difference.high, row.p, row.pHolm],
      ...[factor?.estimate ?? null, factor?.low ?? null, factor?.high ?? null],
    ];
    appendFileSync(file, `${fields.map(csvField).join(',')}\n`);
  }
  closeSync(file);
  return path;
}
