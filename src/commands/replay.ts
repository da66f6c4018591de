/** `cjsim replay`: runs a trace again from its header and verifies it record by record. */
import { replay } from '../library/replay.js';
import { recordName } from '../report/diff-runs.js';
import { differencesOf } from '../report/record-difference.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { lastWorld } from './kept-world.js';
import { loadJudge } from './load-judge.js';
import { readRun } from './read-run.js';

export const replayCommand: Command = {
  positionals: { file: { describe: 'a trace, or the database of a run (default: the last one here)' } },
  flags: {},
  examples: [['cjsim run eng5 --trace run.ndjson && cjsim replay run.ndjson', 'the same run again']],
  run: async (args, terminal) => {
    const path = args.text('file') ?? lastWorld();
    terminal.err(`Replaying ${path}\n`);
    const recorded = readRun(path);
    const judge = await loadJudge(recorded.plan, '.');
    const result = await replay({ ...recorded, ...(judge === null ? {} : { judge }) });
    if (result.kind === 'same') {
      terminal.out(`The same, record by record: ${result.steps} steps, digest ${result.digest}\n`);
      return EXIT.done;
    }
    const { step, was, again } = result;
    const changes = differencesOf(was, again).slice(0, 20);
    terminal.out(
      `Differs at step ${step}: ${recordName(was)}; again: ${recordName(again)}\n${changes
        .map(({ path: key, a, b }) => `  ${key}: ${JSON.stringify(a)} → ${JSON.stringify(b)}\n`)
        .join('')}`,
    );
    return EXIT.failed;
  },
};
