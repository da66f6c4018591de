/** `cjsim fuzz`: random scenarios under every oracle, until something breaks or the time is over. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DEFECTS, defectNamed } from '../cj/defects/defect-named.js';
import { BugError, UserError } from '../cj/errors.js';
import { POLICY_NAMES } from '../cj/policy.js';
import { mutantTable } from '../search/mutant-table.js';
import { PROBES } from '../search/probes.js';
import { randomScenario } from '../search/random-scenario.js';
import { search } from '../search/search.js';
import { durationMs } from '../sim/scenario/duration.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** A defect that the oracles must catch before a search counts for anything, and within how many cases. */
const CANARY = { defect: 'overwrite-totals', runs: 200 };

export const fuzzCommand: Command = {
  flags: {
    seed: { value: 'N', describe: 'number of the first case (default 1)' },
    runs: { value: 'N', describe: 'how many cases (default 1000)' },
    time: { value: 'DURATION', describe: 'instead of runs: for how long, such as 60s' },
    policy: { value: 'NAME', describe: 'the rules to search (default current)' },
    defect: { value: 'NAME', describe: 'with this defect switched on', many: true },
    mutants: { describe: 'every defect in turn: how many cases until an oracle catches it' },
    keep: { value: 'DIR', describe: 'keep each failing scenario in this folder' },
    'double-check': { value: 'SHARE', describe: 'share of the cases that are run twice (default 0.05)' },
    all: { describe: 'collect all violations instead of stopping at the first' },
    json: { describe: 'one JSON document' },
  },
  examples: [
    ['cjsim fuzz --time 60s', 'a minute of random worlds under current'],
    ['cjsim fuzz --defect lost-update', 'until an oracle catches the defect'],
  ],
  run: (args, terminal) => (args.has('mutants') ? mutants(args, terminal) : fuzz(args, terminal)),
};

function fuzz(args: Arguments, terminal: Terminal): ExitCode {
  const start = args.wholeNumber('seed', { least: 1 }) ?? 1;
  const time = args.text('time');
  const runs =
    args.wholeNumber('runs', { least: 1 }) ?? (time === undefined ? 1000 : Number.MAX_SAFE_INTEGER);
  const policy = args.oneOf('policy', POLICY_NAMES) ?? 'current';
  const defects = args.texts('defect').map((name) => defectNamed(name).name);
  checkCanary();
  const began = performance.now();
  const limitMs = time === undefined ? Number.POSITIVE_INFINITY : timeLimit(time);
  const found = search({
    policy,
    defects,
    start,
    runs,
    stopsAtFirst: !args.has('all'),
    doubleCheck: share(args.text('double-check') ?? '0.05'),
    goesOn: (done) => {
      if (done > 0 && done % 500 === 0) terminal.err(`${done} cases\n`);
      return !terminal.signal.aborted && performance.now() - began < limitMs;
    },
  });
  const seconds = (performance.now() - began) / 1000;
  const folder = args.text('keep');
  if (folder !== undefined) keep(folder, found.violations, { policy, defects });
  const never_reached = PROBES.map(({ name }) => name).filter((name) => !found.probes.has(name));
  const report = {
    runs: found.runs,
    refused: found.refused,
    too_long: found.tooLong,
    steps: found.steps,
    runs_per_second: Math.round((10 * found.runs) / seconds) / 10,
    violations: found.violations.map((violation) => ({
      ...violation,
      command: command(violation.case, policy, defects),
    })),
    probes: Object.fromEntries([...found.probes].sort(([a], [b]) => (a < b ? -1 : 1))),
    never_reached,
  };
  terminal.out(args.has('json') ? `${JSON.stringify(report, null, 2)}\n` : told(report));
  return found.violations.length > 0 ? EXIT.failed : EXIT.done;
}

/** The search is worth nothing if it cannot catch what is known to be wrong. */
function checkCanary(): void {
  const { defect, runs } = CANARY;
  const { violations } = search({ policy: 'current', defects: [defect], start: 1, runs, stopsAtFirst: true });
  if (violations.length === 0) throw new BugError('The canary was not caught: the oracles are blind', CANARY);
}

function command(number: number, policy: string, defects: readonly string[]): string {
  const flags = [
    ...(policy === 'current' ? [] : [`--policy ${policy}`]),
    ...defects.map((name) => `--defect ${name}`),
  ];
  return ['cjsim fuzz --runs 1 --seed', number, ...flags].join(' ');
}

function told(report: {
  readonly runs: number;
  readonly refused: number;
  readonly runs_per_second: number;
  readonly violations: readonly {
    readonly rule: string;
    readonly says: string;
    readonly oracle: string;
    readonly step: number | null;
    readonly batch: string | null;
    readonly values: unknown;
    readonly command: string;
  }[];
  readonly never_reached: readonly string[];
}): string {
  const violations = report.violations.flatMap(
    ({ rule, oracle, says, step, batch, values, command: again }) => [
      `${rule} (${oracle}): ${says}`,
      ...(step === null ? [] : [`  at step ${step}, batch ${batch}`]),
      `  ${JSON.stringify(values).slice(0, 400)}`,
      `  ${again}`,
    ],
  );
  const counts = `${report.runs} cases (${report.refused} refused at the boundary), ${report.runs_per_second} a second`;
  const unmet =
    report.never_reached.length === 0 ? [] : [`Never reached: ${report.never_reached.join('; ')}`];
  return `${[counts, `${report.violations.length} violations`, ...violations, ...unmet].join('\n')}\n`;
}

function mutants(args: Arguments, terminal: Terminal): ExitCode {
  const seeds = args.wholeNumber('seed', { least: 1 }) ?? 20;
  const most = args.wholeNumber('runs', { least: 1 }) ?? 5000;
  const rows = mutantTable(
    DEFECTS.map(({ name }) => name),
    { seeds, most },
    (line) => terminal.err(`${line}\n`),
  );
  const missed = rows.filter((row) => row.missed > 0);
  if (args.has('json')) terminal.out(`${JSON.stringify(rows, null, 2)}\n`);
  else {
    const lines = rows.map(
      ({ defect, median, maximum, rules }) =>
        `| \`${defect}\` | ${median} | ${maximum} | ${rules.join(', ')} |`,
    );
    terminal.out(
      `${['| defect | median | maximum | caught by |', '| --- | --- | --- | --- |', ...lines].join('\n')}\n`,
    );
  }
  return missed.length > 0 ? EXIT.failed : EXIT.done;
}

function keep(
  folder: string,
  violations: readonly { readonly case: number }[],
  { policy, defects }: { readonly policy: string; readonly defects: readonly string[] },
): void {
  mkdirSync(folder, { recursive: true });
  for (const violation of violations) {
    const scenario = { ...randomScenario(violation.case), policy, defects };
    writeFileSync(join(folder, `case-${violation.case}.yaml`), stringify(scenario));
    writeFileSync(join(folder, `case-${violation.case}.json`), `${JSON.stringify(violation, null, 2)}\n`);
  }
}

function share(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new UserError({
    code: 'bad_flag',
    message: `--double-check must be a share from 0 to 1, not ${text}.`,
  });
}

function timeLimit(text: string): number {
  try {
    return durationMs(text);
  } catch {
    throw new UserError({ code: 'bad_flag', message: `--time must be a duration such as 60s, not ${text}.` });
  }
}
