/** `cjsim run`: a scenario, or a folder of one's own essays, from the request to grades. */
import { UserError } from '../cj/errors.js';
import { DEFAULT_GRADE_SCALE, GRADE_SCALES } from '../cj/projection/grade-scales.js';
import { paddedEnd, widestOf } from '../report/cell-width.js';
import { jsonResult } from '../report/json-result.js';
import { shellWord } from '../report/shell-word.js';
import type { StoredWorld } from '../report/stored-world.js';
import type { Arguments } from './arguments.js';
import type { Command, Flag } from './command.js';
import { jsonText } from './json-text.js';
import { ownEssays, type PlannedRun, planFromFlags, WORLD_FLAGS } from './plan-from-flags.js';
import { runPlan } from './run-plan.js';
import { STOP_FLAGS } from './stop-flags.js';
import { summaryOn } from './summary-on.js';
import type { Terminal } from './terminal.js';
import { TRACE_FLAG } from './trace-file.js';

const RUN_FLAGS = {
  ...WORLD_FLAGS,
  essays: { value: 'DIR', describe: 'a folder of your own essays (.txt, .md) instead of a scenario' },
  anchors: { value: 'CSV', describe: 'your anchors: columns file, grade' },
  quality: {
    value: 'CSV',
    describe: 'the true quality of your essays in logits, if known: columns id, quality',
  },
  scale: {
    value: 'NAME',
    describe: `the grade scale of your anchors: ${GRADE_SCALES.map(({ name }) => name).join(', ')} (default ${DEFAULT_GRADE_SCALE})`,
  },
  'max-comparisons': { value: 'N', describe: 'the budget that the runner asks for, in comparisons' },
  batches: { value: 'N', describe: 'run so many batches of the scenario in one world' },
  'stop-at': { value: 'TIME', describe: 'end the world there for good: 3h30m after its start, or a moment' },
  ...STOP_FLAGS,
  db: { value: 'FILE', describe: 'keep the world in this new file, step by step' },
  'no-keep': { describe: 'do not keep the world in .cjsim/last.db' },
  trace: TRACE_FLAG,
  json: { describe: 'one JSON object instead of the summary' },
  quiet: { describe: 'the digest and nothing else' },
  check: { describe: 'check every invariant after each step; changes no result' },
  'keep-prompts': { describe: 'store the text of every prompt; changes the digest' },
} satisfies Record<string, Flag>;

const EVERYDAY_SCENARIO = 'eng5';

export const runCommand: Command = {
  positionals: { scenario: { describe: 'a name from cjsim scenarios, or a YAML file' } },
  flags: RUN_FLAGS,
  examples: [
    ['cjsim run eng5', '24 essays and 288 comparisons'],
    ['cjsim run batch-21 --policy service-2025-11-16', 'the batch that this project began with'],
    ['cjsim run --essays essays/ --anchors anchors.csv --scale swedish_8_anchor', 'your own essays'],
    ['cjsim run class-60 --set SCORE_STABILITY_THRESHOLD=0.1 --json', 'another threshold, for a program'],
  ],
  run: (args, terminal) => {
    args.atMostOne('json', 'quiet');
    return runPlan({
      planned: planned(args),
      args,
      terminal,
      show: (world, kept) => shown(world, kept, { args, terminal }),
    });
  },
};

function planned(args: Arguments): PlannedRun {
  const name = args.text('scenario');
  const own = ownEssays(args);
  if (own.length === 0) return planFromFlags(args, name ?? EVERYDAY_SCENARIO);
  if (name === undefined) return planFromFlags(args, null, own);
  throw new UserError({
    code: 'scenario_and_essays',
    message: 'A scenario and --essays cannot be combined.',
    fix: `Leave ${name} or --essays out.`,
  });
}

interface Shown {
  readonly args: Arguments;
  readonly terminal: Terminal;
}

function shown(world: StoredWorld, kept: string | null, { args, terminal }: Shown): string {
  if (args.has('json')) return jsonText(jsonResult(world));
  if (args.has('quiet')) return `${jsonResult(world).digest}\n`;
  return `${summaryOn(terminal, world)}${whatNext(kept, args.text('db'), terminal.width)}`;
}

const NEXT = [
  ['explain', 'the story of the run, one paragraph a decision'],
  ['inspect', 'its batches, budget, comparisons, anchors and projections'],
  ['check', 'success criteria and invariants'],
] as const;
/** Before what a command does: beside the longest, or below it where that does not fit. */
const GAP = 5;
const INDENT = 6;

function whatNext(kept: string | null, database: string | undefined, width: number): string {
  if (kept === null) return '';
  const flag = database === undefined ? '' : ` --db ${shellWord(database)}`;
  const rows = NEXT.map(([name, does]) => [`  cjsim ${name}${flag}`, does] as const);
  const beside = widestOf(rows.map(([command]) => command)) + GAP;
  const fits = rows.every(([, does]) => beside + does.length <= width);
  const lines = rows.map(([command, does]) =>
    fits ? `${paddedEnd(command, beside)}${does}` : `${command}\n${' '.repeat(INDENT)}${does}`,
  );
  return `\nThe world is in ${kept}. To go on:\n${lines.join('\n')}\n`;
}
