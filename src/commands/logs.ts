/** `cjsim logs`: the service's log lines, one JSON object a line. */
import { LOG_LEVELS, logLines } from '../report/log-lines.js';
import { batchNamed } from '../report/stored-world.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld } from './kept-world.js';

export const logsCommand: Command = {
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid' },
    actor: { value: 'NAME', describe: 'lines of actors whose name holds this' },
    level: { value: 'LEVEL', describe: `${LOG_LEVELS.join(', ')} and above (default info)` },
    tail: { value: 'N', describe: 'the last lines only' },
    follow: { describe: 'as in docker logs -f: prints what there is, a stored world does not grow' },
  },
  examples: [['cjsim logs --batch 21 | grep -E "(continuation|rehydrat|original_request)"', 'the trail of the budget']],
  run: (args, terminal) =>
    readingWorld(args, terminal, (world) => {
      const named = args.text('batch');
      const level = args.oneOf('level', LOG_LEVELS) ?? 'info';
      const lines = logLines(world, {
        batch: named === undefined ? null : batchNamed(world, named),
        actor: args.text('actor') ?? null,
        level,
        tail: args.wholeNumber('tail', { least: 0 }) ?? null,
      });
      terminal.out(lines.join(''));
      terminal.err(`${lines.length} lines of level ${level} and above\n`);
      return EXIT.done;
    }),
};
