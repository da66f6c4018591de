/** `cjsim replay`: runs a trace again from its header and verifies it record by record. */
import { type Replay, replay } from '../library/replay.js';
import { differencesOf } from '../report/diff/record-difference.js';
import { recordName } from '../report/diff/record-name.js';
import type { Outcome } from '../sim/world-parts.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, worldNamed } from './kept-world.js';
import { JUDGE_AGAIN_FLAG, judgeOfRun, refuseStrayJudge } from './load-judge.js';
import { readRun } from './read-run.js';

export const replayCommand: Command = {
  positionals: {
    file: {
      describe: 'the database or trace of a run, or the folder of a kept case (default: the last one here)',
    },
  },
  flags: { db: { ...DB_FLAG, describe: 'the same, as a flag' }, judge: JUDGE_AGAIN_FLAG },
  examples: [['cjsim run eng5 --trace run.ndjson && cjsim replay run.ndjson', 'the same run again']],
  run: async (args, terminal) => {
    const path = worldNamed(args);
    terminal.err(`Replaying ${path}\n`);
    const recorded = readRun(path);
    refuseStrayJudge(recorded, args);
    const { judge } = await judgeOfRun(recorded, args);
    const { plan, lines } = recorded;
    const result = await replay({ plan, lines, ...(judge === undefined ? {} : { judge }) });
    if (result.kind === 'same') {
      const { outcome } = recorded;
      if (outcome === null)
        terminal.err(`It breaks off after step ${result.steps}: its end is not verified.\n`);
      const other = outcome === null ? [] : differencesOfOutcome(outcome, result, recorded.isTrace);
      if (other.length > 0) {
        terminal.out(
          `The same, record by record: ${result.steps} steps; but its outcome says ${other.join(', ')}\n`,
        );
        return EXIT.failed;
      }
      terminal.out(`The same, record by record: ${result.steps} steps, digest ${result.digest}\n`);
      return EXIT.done;
    }
    terminal.out(differenceText(result));
    return EXIT.failed;
  },
};

function differenceText({ step, was, again }: Extract<Replay, { kind: 'differs' }>): string {
  const differs = `Differs at step ${step}: ${recordName(was)}; again: ${recordName(again)}\n`;
  if (again === null) return differs;
  const changes = differencesOf(was, again).slice(0, 20);
  if (changes.length === 0)
    return `${differs}  Both say the same: only the spaces or the order of keys differ.\n`;
  return `${differs}${changes
    .map(({ path: key, a, b }) => `  ${key}: ${JSON.stringify(a)} → ${JSON.stringify(b)}\n`)
    .join('')}`;
}

/** The tables of a database may have been changed since, on purpose: there the trace alone decides. */
function differencesOfOutcome(
  { steps, digest, trace_digest }: Outcome,
  again: Extract<Replay, { kind: 'same' }>,
  isTrace: boolean,
): readonly string[] {
  return [
    ...(steps === again.steps ? [] : [`${steps} steps`]),
    ...(trace_digest === again.traceDigest
      ? []
      : [`trace digest ${trace_digest}, which is ${again.traceDigest}`]),
    ...(isTrace && digest !== again.digest ? [`digest ${digest}, which is ${again.digest}`] : []),
  ];
}
