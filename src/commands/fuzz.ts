/** `cjsim fuzz`: random scenarios under every oracle, until something breaks or the time is over. */
import { join } from 'node:path';
import { BugError, UserError } from '../cj/errors.js';
import { POLICY_NAMES } from '../cj/policy.js';
import { checkFolder } from '../files/make-folder.js';
import { WORKERS } from '../input/number-limits.js';
import { counted } from '../report/words-of.js';
import { type CaseLanes, caseLanes } from '../search/case-lanes.js';
import { hunt } from '../search/hunt.js';
import { commandFor, type HuntReport, huntReport, type SearchedCases } from '../search/hunt-report.js';
import { huntText } from '../search/hunt-text.js';
import { keepCase } from '../search/keep-case.js';
import { DURATION, durationMs } from '../sim/scenario/duration.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { decimalFlag } from './decimal-flag.js';
import { tellError } from './error-text.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { defectsOf, fuzzMutants, notHere } from './fuzz-mutants.js';
import { jsonText } from './json-text.js';
import { progressLine } from './progress-line.js';
import type { Terminal } from './terminal.js';

/** A defect that the oracles must catch before a search counts for anything, and within how many cases. */
const CANARY = { defect: 'overwrite-totals', runs: 200 };
const KEPT_IN = join('.cjsim', 'failing');

export const fuzzCommand: Command = {
  flags: {
    seed: { value: 'N', describe: 'number of the first case (default 1)' },
    runs: {
      value: 'N',
      describe:
        'how many cases (default 1000, without end with --time; with --mutants: at most, default 5000)',
    },
    seeds: { value: 'N', describe: 'with --mutants: how many starting seeds (default 20)' },
    time: { value: 'DURATION', describe: 'for how long, such as 60s; with --runs whichever ends first' },
    policy: { value: 'NAME', describe: 'the rules to search (default current)' },
    defect: { value: 'NAME', describe: 'with this defect switched on; may be repeated' },
    all: { describe: 'collect all violations instead of stopping at the first' },
    'double-check': {
      value: 'SHARE',
      describe: 'share of the cases that are run twice and compared (default 0.05)',
    },
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
    const lanes = caseLanes(args.wholeNumber('workers', WORKERS));
    try {
      return args.has('mutants')
        ? await fuzzMutants(lanes, args, terminal)
        : await fuzz(lanes, args, terminal);
    } finally {
      await lanes.close();
    }
  },
};

async function fuzz(lanes: CaseLanes, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const time = args.text('time');
  const runs =
    args.wholeNumber('runs', { least: 1 }) ?? (time === undefined ? 1000 : Number.MAX_SAFE_INTEGER);
  const searched: SearchedCases = {
    policy: args.oneOf('policy', POLICY_NAMES) ?? 'current',
    defects: defectsOf(args),
    start: args.wholeNumber('seed', { least: 1 }) ?? 1,
  };
  const limitMs = time === undefined ? Number.POSITIVE_INFINITY : timeLimit(time);
  const doubleCheck = decimalFlag(args, 'double-check', { least: 0, most: 1 }) ?? 0.05;
  if (args.text('seeds') !== undefined) throw notHere('--seeds', 'belongs to --mutants, which is not given');
  const folder = args.text('keep') ?? KEPT_IN;
  checkFolder(folder);
  const canary = await checkCanary(lanes);
  const progress = progressLine(terminal);
  const began = performance.now();
  const totals = await hunt(lanes, {
    ...searched,
    runs,
    doubleCheck,
    stopsAtFirst: !args.has('all'),
    goesOn: () => !terminal.signal.aborted && performance.now() - began < limitMs,
    onProgress: ({ runs: done, violations }) => {
      const rate = done / ((performance.now() - began) / 1000);
      progress.show(
        `${done} cases, ${rate.toFixed(0)} a second, ${counted(violations.length, 'kind')} of violation`,
      );
    },
  });
  const seconds = (performance.now() - began) / 1000;
  progress.clear();
  const report = huntReport(totals, { ...searched, seconds, workers: lanes.lanes.length });
  const { kept, fault } = keep(folder, report, searched);
  const of = [searched.policy, searched.defects.join(' and ')].filter((name) => name !== '').join(' with ');
  terminal.out(
    args.has('json')
      ? jsonText(report)
      : huntText(report, { of, seconds, canary, kept, width: terminal.width }),
  );
  if (fault !== null) terminal.err(`The failing cases were not kept in ${folder}: ${fault}\n`);
  if (terminal.signal.aborted) {
    terminal.err(
      `Interrupted after ${report.runs} cases; --seed ${searched.start + report.runs} goes on with the next.\n`,
    );
    return EXIT.interrupted;
  }
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
  return `${defect} caught after ${counted(cases, 'case')}`;
}

interface Kept {
  /** Folders by number of the case. */
  readonly kept: ReadonlyMap<number, string>;
  /** Why nothing more was kept; a search of hours is told all the same. */
  readonly fault: string | null;
}

/** Every failing case that the report names. */
function keep(parent: string, { violations }: HuntReport, searched: SearchedCases): Kept {
  const { policy, defects } = searched;
  const kept = new Map<number, string>();
  try {
    for (const { first, cases } of violations)
      for (const number of cases) {
        const command = commandFor(number, first, searched);
        kept.set(number, keepCase({ parent, number, found: first, command }, { policy, defects }));
      }
    return { kept, fault: null };
  } catch (error) {
    return {
      kept,
      fault: tellError(error)
        .text.replace(/^cjsim: /, '')
        .trim(),
    };
  }
}

/** Real time, in milliseconds. */
function timeLimit(text: string): number {
  const limitMs = DURATION.test(text) ? durationMs(text) : 0;
  if (limitMs > 0) return limitMs;
  throw new UserError({
    code: 'bad_flag',
    message: `--time must be a duration above 0 such as 60s or 2h, not ${text}.`,
  });
}
