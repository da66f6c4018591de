/** `cjsim trace`: the records of a world, one a line, filtered. */
import { batchNamed } from '../report/stored-world.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld } from './kept-world.js';

export const traceCommand: Command = {
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid' },
    actor: { value: 'NAME', describe: 'actors whose name holds this' },
    type: { value: 'TYPE', describe: 'messages, commands and timers of this type' },
    from: { value: 'STEP', describe: 'from this step on' },
    to: { value: 'STEP', describe: 'up to this step' },
  },
  examples: [['cjsim trace --type decide-continuation | head -1', 'a decision with all its values']],
  run: (args, terminal) =>
    readingWorld(args, terminal, (world) => {
      const named = args.text('batch');
      const label = named === undefined ? undefined : batchNamed(world, named).label;
      const actor = args.text('actor');
      const type = args.text('type');
      const from = args.wholeNumber('from', { least: 1 }) ?? 1;
      const to = args.wholeNumber('to', { least: 1 }) ?? Number.MAX_SAFE_INTEGER;
      const records = world
        .records()
        .filter(
          (record) =>
            record.n >= from &&
            record.n <= to &&
            (label === undefined || record.batch === label) &&
            (actor === undefined || record.actor.includes(actor)) &&
            (type === undefined || record.type === type),
        );
      terminal.out(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      return EXIT.done;
    }),
};
