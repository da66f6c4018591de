/** differences.csv: every outcome and pair of arms, paired by seed, with the factor of common random numbers. */
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { allDifferences } from './analyse-sweep.js';
import { csvField } from './csv-field.js';
import { OUTCOME_NAMES } from './outcome-list.js';
import type { SweepResult } from './sweep.js';

const COLUMNS = [
  'outcome',
  'arm',
  'from',
  'n',
  'difference',
  'low',
  'high',
  'p',
  'p_holm',
  'factor',
  'factor_low',
  'factor_high',
];

/** Path of the file. 95 % intervals; p_holm only where an arm is compared with its first. */
export function writeDifferences(result: SweepResult, folder: string): string {
  const path = join(folder, 'differences.csv');
  const file = openSync(path, 'w');
  appendFileSync(file, `${COLUMNS.join(',')}\n`);
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
