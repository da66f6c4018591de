/** `cjsim trace`: the records of a world, one a line, filtered. */
import { UserError } from '../cj/errors.js';
import { batchNamed } from '../report/stored-world.js';
import { traceChrome } from '../report/trace-chrome.js';
import { traceMermaid } from '../report/trace-mermaid.js';
import { DURATION, durationMs } from '../sim/scenario/duration.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld } from './kept-world.js';

/** More arrows than this nobody reads in one diagram. */
const MOST_ARROWS = 200;

export const traceCommand: Command = {
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid' },
    actor: { value: 'NAME', describe: 'actors whose name holds this' },
    type: { value: 'TYPE', describe: 'messages, commands and timers of this type' },
    from: { value: 'STEP', describe: 'from this step on' },
    to: { value: 'STEP', describe: 'up to this step' },
    since: { value: 'TIME', describe: 'from this virtual time on: 90s after the start of the clock' },
    before: { value: 'TIME', describe: 'before this virtual time' },
    mermaid: { describe: 'a sequence diagram instead, of the first 200 steps (--most)' },
    chrome: { describe: 'Chrome trace JSON instead, for Perfetto, in virtual time' },
    most: { value: 'N', describe: 'with --mermaid: at most so many steps' },
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
      const { clockStartMs } = world.plan;
      const since = timeOf(args.text('since'), 0);
      const before = timeOf(args.text('before'), Number.POSITIVE_INFINITY);
      const records = world
        .records()
        .filter(
          (record) =>
            record.n >= from &&
            record.n <= to &&
            record.at - clockStartMs >= since &&
            record.at - clockStartMs < before &&
            (label === undefined || record.batch === label) &&
            (actor === undefined || record.actor.includes(actor)) &&
            (type === undefined || record.type === type),
        );
      if (args.has('mermaid')) {
        const most = args.wholeNumber('most', { least: 1 }) ?? MOST_ARROWS;
        terminal.out(traceMermaid(records, world.records(), { clockStartMs, most }));
        return EXIT.done;
      }
      if (args.has('chrome')) {
        terminal.out(traceChrome(records, clockStartMs));
        return EXIT.done;
      }
      terminal.out(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      return EXIT.done;
    }),
};

function timeOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (DURATION.test(text)) return durationMs(text);
  throw new UserError({
    code: 'bad_time',
    message: `"${text}" is no time.`,
    fix: 'Write a duration: 90s, 5m, 1h30m.',
  });
}
