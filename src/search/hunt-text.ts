/** The result of a hunt for a person. */
import { valuesLines } from '../report/values-text.js';
import { counted } from '../report/words-of.js';
import type { HuntReport } from './hunt-report.js';
import { isOfDrawnValues } from './search-oracles.js';

const NUMBERS = /\B(?=(\d{3})+$)/g;

/** Cases from which it is news what was never reached, or so few names that they can be read. */
const LONG = 1000;
const FEW = 12;

export interface HuntText {
  readonly of: string;
  readonly seconds: number;
  readonly canary: string;
  /** Folder of each kept case, by number. */
  readonly kept: ReadonlyMap<number, string>;
  readonly width: number;
}

export function huntText(report: HuntReport, told: HuntText): string {
  const { runs, refused, too_long, steps, workers, runs_per_second } = report;
  const lines = [
    `${casesOf(runs)} of ${told.of} in ${told.seconds.toFixed(1)} s on ${counted(workers, 'worker')}: ${counted(runs_per_second, 'world')} a second`,
    `  ${thousands(steps)} steps; ${casesOf(refused)} refused at the boundary, ${thousands(too_long)} given up as too long`,
    `  canary: ${told.canary}`,
    '',
    ...violationLines(report, told),
    '',
    ...coverageLines(report),
    '',
    'New (state, event, decision) tuples:',
    ...curveLines(report.curve),
  ];
  return `${lines.flatMap((line) => folded(line, told.width)).join('\n')}\n`;
}

function violationLines({ violations }: HuntReport, { kept, width }: HuntText): readonly string[] {
  if (violations.length === 0) return ['No violation.'];
  return violations.flatMap(({ first, count, command }, place) => {
    const { oracle, rule, says, step, batch, state, during, values } = first;
    const folder = kept.get(first.case);
    return [
      ...(place === 0 ? [] : ['']),
      `${rule} (${oracle}), ${casesOf(count)}: ${says}`,
      ...(step === null
        ? [`  in case ${first.case}${isOfDrawnValues(rule) ? ', on drawn values and not in its world' : ''}`]
        : [`  in case ${first.case} at step ${step}, ${during}, batch ${batch ?? '-'} in ${state ?? '-'}`]),
      ...valuesLines(values, width - 2).map((line) => `  ${line}`),
      `  again: ${command}`,
      ...(folder === undefined ? [] : [`  kept:  ${folder}`]),
    ];
  });
}

function coverageLines({
  probes,
  transitions,
  decisions,
  never_reached,
  unreachable,
  runs,
}: HuntReport): readonly string[] {
  const reached = [
    `${Object.keys(probes).length} probes`,
    `${Object.keys(transitions).length} (machine, state, event)`,
    `${Object.keys(decisions).length} decision outcomes × mode × net size`,
  ];
  return [
    `Reached: ${reached.join(', ')}`,
    `Never reached: ${missed(never_reached, runs)}`,
    `Cannot be reached: ${Object.keys(unreachable).length} (--json gives the reasons)`,
  ];
}

/** A short search misses most, which is no news. */
function missed(names: readonly string[], runs: number): string {
  if (names.length === 0) return 'nothing';
  const isNews = runs >= LONG || names.length <= FEW;
  return isNews ? names.join('; ') : `${names.length} of these, after so few cases (--json lists them)`;
}

/** Of fewer cases a rate would be far beyond what there is. */
const LEAST_FOR_A_RATE = 100;

function curveLines(curve: HuntReport['curve']): readonly string[] {
  return curve.map(({ runs, tuples }, place) => {
    const before = curve[place - 1] ?? { runs: 0, tuples: 0 };
    const found = tuples - before.tuples;
    const since = runs - before.runs;
    const rate =
      since < LEAST_FOR_A_RATE ? '' : `, ${Math.round((found / since) * 100_000) / 10} per 10,000 runs`;
    return `  after ${thousands(runs).padStart(9)}  ${thousands(tuples).padStart(6)}   ${thousands(found).padStart(5)} new${rate}`;
  });
}

/** `1 case`, `12,000 cases`. */
function casesOf(n: number): string {
  return `${thousands(n)} ${n === 1 ? 'case' : 'cases'}`;
}

function thousands(value: number): string {
  return String(value).replace(NUMBERS, ',');
}

/** At blanks, with the later lines set in. */
function folded(line: string, width: number): readonly string[] {
  const indent = `${/^ */.exec(line)?.[0] ?? ''}  `;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    if (at <= indent.length) break;
    lines.push(rest.slice(0, at));
    rest = `${indent}${rest.slice(at + 1)}`;
  }
  return [...lines, rest];
}
