/** `cjsim logs`: the service's log lines, one JSON object a line. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_LEVELS, logLines } from '../report/log-lines.js';
import { batchNamed, readStoredWorld, type StoredWorld } from '../report/stored-world.js';
import { counted } from '../report/words-of.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';
import type { Terminal } from './terminal.js';

/** How often a world that still runs is looked at again. */
const LOOK_AGAIN_MS = 200;

export const logsCommand: Command = {
  positionals: WORLD_FILE,
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid' },
    actor: { value: 'NAME', describe: 'lines of actors whose name (also that of cjsim ps) holds this' },
    level: { value: 'LEVEL', describe: `${LOG_LEVELS.join(', ')} and above (default info)` },
    tail: { value: 'N', describe: 'the last lines only' },
    follow: { describe: 'go on until the world has ended, as docker logs -f does', short: 'f' },
  },
  examples: [
    ['cjsim logs --batch 21 | grep -E "(continuation|rehydrat|original_request)"', "the budget's trail"],
  ],
  run: (args, terminal) =>
    readingWorld(args, terminal, async (world) => {
      const tail = args.wholeNumber('tail', { least: 0 });
      const lines = linesOf(world, args);
      const shown = tail === undefined ? lines : lines.slice(Math.max(0, lines.length - tail));
      terminal.out(shown.join(''));
      const more = args.has('follow') ? await followed(world, args, terminal, lines.length) : 0;
      const part = shown.length === lines.length ? '' : `${shown.length + more} of `;
      terminal.err(`${part}${counted(lines.length + more, 'line')} of level ${levelOf(args)} and above\n`);
      return terminal.signal.aborted ? EXIT.interrupted : EXIT.done;
    }),
};

function levelOf(args: Arguments) {
  return args.oneOf('level', LOG_LEVELS) ?? 'info';
}

function linesOf(world: StoredWorld, args: Arguments): readonly string[] {
  const named = args.text('batch');
  return logLines(world, {
    batch: named === undefined ? null : batchNamed(world, named),
    actor: args.text('actor') ?? null,
    level: levelOf(args),
  });
}

/** Prints what is added to a world of `before` lines that another process runs; how many lines that was. */
async function followed(
  world: StoredWorld,
  args: Arguments,
  terminal: Terminal,
  before: number,
): Promise<number> {
  let printed = before;
  for (;;) {
    // Asked before the lines are read, so that none is missed of a world that ends between the two.
    const isOver = hasEnded(world) || terminal.signal.aborted || terminal.isClosed();
    // Read again: what a stored world has parsed stays as it was.
    const lines = linesOf(readStoredWorld(world.store), args);
    terminal.out(lines.slice(printed).join(''));
    printed = lines.length;
    if (isOver) return printed - before;
    await sleep(LOOK_AGAIN_MS);
  }
}

function hasEnded({ store }: StoredWorld): boolean {
  return (store.journal.header()?.outcome ?? null) !== null;
}
