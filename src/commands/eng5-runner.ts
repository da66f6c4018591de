/** `cjsim eng5-runner`: the end-to-end runner of the real service, with its own flags, on the world of batch 21. */
import { UserError } from '../cj/errors.js';
import { loadScenario } from '../files/load-scenario.js';
import { parseSet } from '../files/parse-set.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { summary } from '../report/summary.js';
import { expandScenario } from '../sim/scenario/expand-scenario.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { runPlan, WORLD_FLAGS } from './run.js';

const MODES = ['execute', 'plan'] as const;

export const eng5RunnerCommand: Command = {
  flags: {
    mode: { value: 'MODE', describe: 'execute; plan shows what would be asked' },
    'assignment-id': { value: 'UUID', describe: 'the assignment whose anchors are used' },
    'course-id': { value: 'UUID', describe: 'the course' },
    'max-comparisons': { value: 'N', describe: 'the budget that the runner asks for' },
    'await-completion': { describe: 'wait for the completion event' },
    'completion-timeout': { value: 'SECONDS', describe: 'give up waiting after so much virtual time (exit code 3)' },
    db: { value: 'FILE', describe: 'keep the world in this new file' },
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
    const { plan, folder } = planned(args);
    const [batch] = plan.batches;
    if (batch === undefined) throw new UserError({ code: 'no_batch', message: 'The runner has no batch' });
    if (mode === 'plan') {
      terminal.out(`${batch.essays.length} essays and ${plan.assignments[0]?.anchors.length ?? 0} anchors, asking for ${JSON.stringify(batch.request['max_comparisons_override'] ?? null)} comparisons\n`);
      return 0;
    }
    terminal.out(`Batch UUID: ${batch.bosBatchId}\n`);
    return runPlan({
      plan,
      folder,
      args,
      terminal,
      show: (world) => summary(world, terminal.colour ? COLOURED : PLAIN),
    });
  },
};

function planned(args: Arguments) {
  const assignment = args.text('assignment-id');
  const course = args.text('course-id');
  const timeout = args.wholeNumber('completion-timeout', { least: 1, most: 604_800 });
  const maxComparisons = args.wholeNumber('max-comparisons', { least: -1_000_000, most: 10_000_000 });
  const judge = args.text('judge');
  const changes = [
    ...(assignment === undefined ? [] : [parseSet(`assignment.id=${JSON.stringify(assignment)}`)]),
    ...(course === undefined ? [] : [parseSet(`assignment.course_id=${JSON.stringify(course)}`)]),
    ...(args.has('await-completion') ? [parseSet('runner.await_completion=true')] : []),
    ...(timeout === undefined ? [] : [parseSet(`runner.completion_timeout="${timeout}s"`)]),
    ...(judge === undefined ? [] : [parseSet(`judge={"profile":${JSON.stringify(judge)}}`)]),
  ];
  const { scenario, sources, folder } = loadScenario('batch-21', changes);
  const seed = args.text('seed');
  const policy = args.text('policy');
  const plan = expandScenario(
    scenario,
    {
      ...(seed === undefined ? {} : { seed }),
      ...(policy === undefined ? {} : { policy }),
      ...(maxComparisons === undefined ? {} : { maxComparisons }),
    } as Parameters<typeof expandScenario>[1],
    sources,
  );
  return { plan, folder };
}
