/** `cjsim eng5-runner`: the end-to-end runner of the real service, with its own flags, on the world of batch 21. */
import { invariant, UserError } from '../cj/errors.js';
import { jsonResult } from '../report/json-result.js';
import type { KeyChange } from '../sim/scenario/set-key.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { planFromFlags, WORLD_FLAGS } from './plan-from-flags.js';
import { runPlan } from './run-plan.js';
import { summaryOn } from './summary-on.js';

const MODES = ['execute', 'plan'] as const;

/** A week, in seconds. */
const LONGEST_TIMEOUT = 604_800;

export const eng5RunnerCommand: Command = {
  flags: {
    mode: { value: 'MODE', describe: 'execute (default), or plan: say what would be asked, and run nothing' },
    'assignment-id': { value: 'UUID', describe: 'the assignment whose anchors are used' },
    'course-id': { value: 'UUID', describe: 'the course' },
    'max-comparisons': { value: 'N', describe: 'the budget that the runner asks for (default 100)' },
    'await-completion': { describe: 'wait for the completion event' },
    'completion-timeout': {
      value: 'SECONDS',
      describe: 'with --await-completion: give up after so much virtual time (default 1800; exit code 3)',
    },
    db: { value: 'FILE', describe: 'keep the world in this new file (default: .cjsim/last.db)' },
    json: { describe: 'one JSON object instead of the summary' },
    policy: WORLD_FLAGS.policy,
    seed: WORLD_FLAGS.seed,
    judge: WORLD_FLAGS.judge,
  },
  examples: [
    [
      'cjsim eng5-runner --mode execute --assignment-id 00000000-0000-0000-0000-000000000001 --course-id 11111111-1111-1111-1111-111111111111 --max-comparisons 100 --await-completion --completion-timeout 1800',
      'the command of the validation plan',
    ],
  ],
  run: (args, terminal) => {
    const mode = args.oneOf('mode', MODES) ?? 'execute';
    checkTogether(args, mode);
    const planned = planFromFlags(args, 'batch-21', runnerChanges(args));
    const [batch] = planned.plan.batches;
    invariant(batch !== undefined, 'the runner has no batch');
    const tell = args.has('json') ? terminal.err : terminal.out;
    tell(`Batch UUID: ${batch.bosBatchId}\n`);
    if (mode === 'plan') {
      for (const note of planned.notes) terminal.err(`Note: ${note}\n`);
      const asked = JSON.stringify(batch.request['max_comparisons_override'] ?? null);
      tell(
        `${batch.essays.length} essays and ${planned.plan.assignments[0]?.anchors.length ?? 0} anchors, asking for ${asked} comparisons\n`,
      );
      return EXIT.done;
    }
    return runPlan({
      planned,
      args,
      terminal,
      show: (world) => (args.has('json') ? jsonText(jsonResult(world)) : summaryOn(terminal, world)),
    });
  },
};

function checkTogether(args: Arguments, mode: (typeof MODES)[number]): void {
  const unheard = ['db', 'json'].find((flag) => mode === 'plan' && args.isGiven(flag));
  if (unheard !== undefined) {
    throw new UserError({
      code: 'bad_flags',
      message: `--${unheard} means nothing with --mode plan, which runs nothing.`,
      fix: 'Leave one of the two out.',
    });
  }
  if (args.text('completion-timeout') === undefined || args.has('await-completion')) return;
  throw new UserError({
    code: 'bad_flags',
    message: '--completion-timeout goes with --await-completion: without it the runner waits for nothing.',
    fix: 'Add --await-completion, or leave --completion-timeout out.',
  });
}

function runnerChanges(args: Arguments): readonly KeyChange[] {
  const assignment = uuid(args, 'assignment-id');
  const course = uuid(args, 'course-id');
  const timeout = args.wholeNumber('completion-timeout', { least: 1, most: LONGEST_TIMEOUT });
  return [
    ...changed(['assignment', 'id'], assignment, '--assignment-id'),
    ...changed(['assignment', 'course_id'], course, '--course-id'),
    ...changed(
      ['runner', 'await_completion'],
      args.has('await-completion') || undefined,
      '--await-completion',
    ),
    ...changed(
      ['runner', 'completion_timeout'],
      timeout === undefined ? undefined : `${timeout}s`,
      '--completion-timeout',
    ),
  ];
}

function changed(path: KeyChange['path'], value: unknown, where: string): readonly KeyChange[] {
  return value === undefined ? [] : [{ path, value, where }];
}

function uuid(args: Arguments, flag: string): string | undefined {
  const text = args.text(flag);
  if (text === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
  throw new UserError({ code: 'bad_flag', message: `--${flag} must be a uuid, not ${text}.` });
}
