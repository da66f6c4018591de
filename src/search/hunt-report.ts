/** The result of a hunt as one JSON document, whatever ran it. */

import type { Versioned } from '../report/versioned.js';
import { allDecisions } from './coverage/all-decisions.js';
import { allTransitions } from './coverage/all-transitions.js';
import { whyUnreachable } from './coverage/unreachable.js';
import type { Found } from './found.js';
import type { CaseOptions } from './plan-case.js';
import { PROBES } from './probes.js';
import type { CurvePoint, SearchTotals, ViolationKind } from './search-totals.js';

const HUNT_SCHEMA_VERSION = 1;

export interface HuntReport extends Versioned<typeof HUNT_SCHEMA_VERSION> {
  /** Cases in all. */
  readonly runs: number;
  /** Cases that are no valid scenario, and did not run. */
  readonly refused: number;
  /** Cases whose world had not ended after the most steps that it may take. */
  readonly too_long: number;
  /** Of all cases. */
  readonly steps: number;
  /** Worlds that ran, a second: refused cases do not count. */
  readonly runs_per_second: number;
  /** Threads. */
  readonly workers: number;
  /** What broke, by kind, in the order in which it was found. */
  readonly violations: readonly ReportedViolation[];
  /** Cases that came by each place that a search should reach, by its name. */
  readonly probes: Readonly<Record<string, number>>;
  /** Cases that made each transition, by machine, state and event. */
  readonly transitions: Readonly<Record<string, number>>;
  /** Cases that met each decision, by outcome, batching mode and size of the net. */
  readonly decisions: Readonly<Record<string, number>>;
  /** Probes, transitions and decisions that no case met. */
  readonly never_reached: readonly string[];
  /** Those that no case can meet under the policy, each with the reason. */
  readonly unreachable: Readonly<Record<string, string>>;
  /** How the search runs dry. */
  readonly curve: readonly CurvePoint[];
}

/** What was searched. */
export interface SearchedCases extends CaseOptions {
  /** Number of the first case. */
  readonly start: number;
}

interface ReportedViolation extends ViolationKind {
  /** A line that shows it again. */
  readonly command: string;
}

export interface HuntCircumstances extends SearchedCases {
  readonly seconds: number;
  readonly workers: number;
}

export function huntReport(totals: SearchTotals, circumstances: HuntCircumstances): HuntReport {
  const { policy, seconds, workers } = circumstances;
  const unreachable: Record<string, string> = {};
  const isMissed = (reached: ReadonlyMap<string, number>) => (what: string) => {
    if (reached.has(what)) return false;
    const why = whyUnreachable(what, policy);
    if (why !== null) unreachable[what] = why;
    return why === null;
  };
  const never_reached = [
    ...PROBES.map(({ name }) => name).filter(isMissed(totals.probes)),
    ...allTransitions().filter(isMissed(totals.transitions)),
    ...allDecisions().filter(isMissed(totals.decisions)),
  ];
  return {
    schema_version: HUNT_SCHEMA_VERSION,
    runs: totals.runs,
    refused: totals.refused,
    too_long: totals.tooLong,
    steps: totals.steps,
    runs_per_second: Math.round((10 * (totals.runs - totals.refused)) / seconds) / 10,
    workers,
    violations: totals.violations.map((violation) => ({
      ...violation,
      command: commandFor(violation.first.case, violation.first, circumstances),
    })),
    probes: inOrder(totals.probes),
    transitions: inOrder(totals.transitions),
    decisions: inOrder(totals.decisions),
    never_reached,
    unreachable,
    curve: totals.curve,
  };
}

/** A line that shows again what is wrong with a case. What is wrong with many together needs them all. */
export function commandFor(
  number: number,
  { rule }: Pick<Found, 'rule'>,
  { policy, defects, start }: SearchedCases,
): string {
  const first = rule === 'chance-is-fair' ? start : number;
  const words = [
    `cjsim fuzz --seed ${first} --runs ${number - first + 1}`,
    ...(rule === 'same-case-same-digest' ? ['--double-check 1'] : []),
    ...(policy === 'current' ? [] : [`--policy ${policy}`]),
    ...defects.map((name) => `--defect ${name}`),
  ];
  return words.join(' ');
}

function inOrder(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
