/** `cjsim metrics`: the metrics of a world in the text format of Prometheus. */
import { metricsText } from '../report/metrics.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';

export const metricsCommand: Command = {
  positionals: WORLD_FILE,
  flags: { db: DB_FLAG },
  examples: [['cjsim metrics | grep cj_anchor_grade', 'which tier found the grades']],
  run: (args, terminal) =>
    readingWorld(args, terminal, async (world) => {
      terminal.out(await metricsText(world));
      return EXIT.done;
    }),
};
