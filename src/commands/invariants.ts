/** `cjsim invariants`: what is promised of every state of every world, and checked after each step. */
import { type Column, table } from '../report/table.js';
import { INVARIANTS, WORLD_INVARIANTS } from '../sim/invariants/invariants.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';

export const invariantsCommand: Command = {
  flags: { json: { describe: 'One JSON list' } },
  examples: [['cjsim run eng5 --check', 'a run that stops at the first promise that does not hold']],
  run: (args, terminal) => {
    const rows = [...INVARIANTS, ...WORLD_INVARIANTS].map(({ name, promise }) => ({ name, promise }));
    const columns: readonly Column<(typeof rows)[number]>[] = [
      { head: 'invariant', cell: ({ name }) => name },
      { head: 'what it promises', cell: ({ promise }) => promise },
    ];
    const { style } = terminal;
    terminal.out(
      args.has('json')
        ? `${JSON.stringify(rows, null, 2)}\n`
        : `${table(rows, columns, style, terminal.tableWidth)}\n`,
    );
    return EXIT.done;
  },
};
