/** `cjsim explain`: the story of a batch in plain words. */
import { explain } from '../report/explain.js';
import { NO_BATCH } from '../report/many-batches.js';
import { batchNamed } from '../report/stored-world.js';
import { wrapped } from '../report/words-of.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';

export const explainCommand: Command = {
  positionals: WORLD_FILE,
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid (default: all, one after the other)' },
  },
  examples: [['cjsim run lower5 && cjsim explain', 'a small net that resamples']],
  run: (args, terminal) =>
    readingWorld(args, terminal, (world) => {
      const { style } = terminal;
      const name = args.text('batch');
      const batches = name === undefined ? world.batches : [batchNamed(world, name)];
      const stories = batches.map((batch) => explain(world, batch, style, terminal.width));
      terminal.out(stories.length === 0 ? `${wrapped(NO_BATCH, terminal.width, 0)}\n` : stories.join('\n'));
      return EXIT.done;
    }),
};
