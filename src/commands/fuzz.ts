/** `cjsim fuzz`: random scenarios under every oracle, until something breaks or the time is over. */
import { join } from 'node:path';
import { DEFECTS, defectNamed } from '../cj/defects/defect-named.js';
import { BugError, UserError } from '../cj/errors.js';
import { POLICY_NAMES } from '../cj/policy.js';
import { type CaseLanes, caseLanes } from '../search/case-lanes.js';
import { hunt } from '../search/hunt.js';
import { type HuntReport, huntReport } from '../search/hunt-report.js';
import { huntText } from '../search/hunt-text.js';
import { keepCase } from '../search/keep-case.js';
import { mutantTable } from '../search/mutant-table.js';
import type { CaseOptions } from '../search/plan-case.js';
import { durationMs } from '../sim/scenario/duration.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { progressLine } from './progress-line.js';
import type { Terminal } from './terminal.js';

/** A defect that the oracles must catch before a search counts for anything, and within how many cases. */
const CANARY = { defect: 'overwrite-totals', runs: 200 };
const KEPT_IN = join('.cjsim', 'failing');

export const fuzzCommand: Command = {
  flags: {
    seed: { value: 'N', describe: 'number of the first case (default 1)' },
    runs: { value: 'N', describe: 'how many cases (default 1000)' },
    time: { value: 'DURATION', describe: 'instead of runs: for how long, such as 60s' },
    policy: { value: 'NAME', describe: 'the rules to search (default current)' },
    defect: { value: 'NAME', describe: 'with this defect switched on', many: true },
    all: { describe: 'collect all violations instead of stopping at the first' },
    'double-check': { value: 'SHARE', describe: 'share of the cases that are run twice (default 0.05)' },
    keep: { value: 'DIR', describe: `folder for each failing case (default ${KEPT_IN})` },
    workers: { value: 'N', describe: 'threads (default: one a core); changes no result' },
    mutants: { describe: 'every defect in turn: how many cases until an oracle catches it' },
    json: { describe: 'one JSON document' },
  },
  examples: [
    ['cjsim fuzz --time 60s', 'a minute of random worlds under current'],
    ['cjsim fuzz --defect lost-update', 'until an oracle catches the defect'],
    ['cjsim fuzz --policy service-2025-11-16 --all --runs 500', 'every kind of bug that the policy had'],
  ],
  run: async (args, terminal) => {
    const lanes = caseLanes(args.wholeNumber('workers', { least: 1, most: 256 }));
    try {
      return args.has('mutants') ? await mutants(lanes, args, terminal) : await fuzz(lanes, args, terminal);
    } finally {
      await lanes.close();
    }
  },
};

async function fuzz(lanes: CaseLanes, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const time = args.text('time');
  const runs =
    args.wholeNumber('runs', { least: 1 }) ?? (time === undefined ? 1000 : Number.MAX_SAFE_INTEGER);
  const options: CaseOptions = {
    policy: args.oneOf('policy', POLICY_NAMES) ?? 'current',
    defects: args.texts('defect').map((name) => defectNamed(name).name),
  };
  const start = args.wholeNumber('seed', { least: 1 }) ?? 1;
  const limitMs = time === undefined ? Number.POSITIVE_INFINITY : timeLimit(time);
  const doubleCheck = shareOf(args.text('double-check') ?? '0.05');
  const canary = await checkCanary(lanes);
  const progress = progressLine(terminal);
  const began = performance.now();
  const totals = await hunt(lanes, {
    ...options,
    start,
    runs,
    doubleCheck,
    stopsAtFirst: !args.has('all'),
    goesOn: () => !terminal.signal.aborted && performance.now() - began < limitMs,
    onProgress: ({ runs: done, violations }) => {
      const rate = done / ((performance.now() - began) / 1000);
      progress.show(`${done} cases, ${rate.toFixed(0)} a second, ${violations.length} kinds of violation`);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  progress.clear();
  const report = huntReport(totals, { ...options, seconds, workers: lanes.lanes.length });
  const kept = keep(args.text('keep') ?? KEPT_IN, report, options);
  const of = [options.policy, ...options.defects.map((name) => `with ${name}`)].join(' ');
  terminal.out(
    args.has('json')
      ? `${JSON.stringify(report, null, 2)}\n`
      : huntText(report, { of, seconds, canary, kept, width: terminal.width }),
  );
  if (terminal.signal.aborted) return EXIT.interrupted;
  return report.violations.length > 0 ? EXIT.failed : EXIT.done;
}

/** The search is worth nothing if it cannot catch what is known to be wrong: on every lane. */
async function checkCanary({ lanes, otherThan }: CaseLanes): Promise<string> {
  const { defect, runs: most } = CANARY;
  const options = { policy: 'current', defects: [defect] } as const;
  const all = new Set([...lanes, ...lanes.map(otherThan)]);
  const ended = await Promise.all(
    [...all].map((lane) => lane.untilCaught({ kind: 'until-caught', options, start: 1, most })),
  );
  if (ended.some(({ caught }) => caught === null))
    throw new BugError('The canary was not caught: the oracles are blind', CANARY);
  const cases = Math.max(...ended.map(({ runs }) => runs));
  return `${defect} caught after ${cases} ${cases === 1 ? 'case' : 'cases'}`;
}

/** Every failing case that the report names; folders by number. */
function keep(parent: string, { violations }: HuntReport, options: CaseOptions): ReadonlyMap<number, string> {
  return new Map(
    violations.flatMap(({ first, cases, command }) =>
      cases.map((number) => [number, keepCase({ parent, number, found: first, command }, options)] as const),
    ),
  );
}

function shareOf(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new UserError({
    code: 'bad_flag',
    message: `--double-check must be a share from 0 to 1, not ${text}.`,
  });
}

async function mutants(lanes: CaseLanes, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const seeds = args.wholeNumber('seed', { least: 1 }) ?? 20;
  const most = args.wholeNumber('runs', { least: 1 }) ?? 5000;
  const chosen = args.texts('defect').map((name) => defectNamed(name).name);
  const names = chosen.length > 0 ? chosen : DEFECTS.map(({ name }) => name);
  const rows = await mutantTable(lanes, names, { seeds, most }, ({ defect, median, maximum, missed }) =>
    terminal.err(`${defect}: median ${median}, maximum ${maximum}, missed ${missed}\n`),
  );
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
  return rows.some(({ missed }) => missed > 0) ? EXIT.failed : EXIT.done;
}

function timeLimit(text: string): number {
  try {
    return durationMs(text);
  } catch {
    throw new UserError({ code: 'bad_flag', message: `--time must be a duration such as 60s, not ${text}.` });
  }
}
