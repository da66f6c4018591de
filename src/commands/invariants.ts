/**
 * `cjsim invariants`: what is promised of every state of every world and checked after each step, and what a search
 * checks beside it.
 */
import { table } from '../report/table.js';
import { SEARCH_ORACLES, type SearchOracle } from '../search/search-oracles.js';
import { INVARIANTS, WORLD_INVARIANTS } from '../sim/invariants/invariants.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import type { Terminal } from './terminal.js';

interface Listed extends SearchOracle {
  /** After each step of a world, or by `cjsim fuzz` alone. */
  readonly checked: 'every_step' | 'search';
}

export const invariantsCommand: Command = {
  flags: { json: { describe: 'one JSON list' } },
  examples: [['cjsim run eng5 --check', 'a run that stops at the first promise that does not hold']],
  run: (args, terminal) => {
    terminal.out(args.has('json') ? jsonText(listed()) : tables(terminal));
    return EXIT.done;
  },
};

function listed(): readonly Listed[] {
  return [
    ...[...INVARIANTS, ...WORLD_INVARIANTS].map((invariant) => ({
      name: invariant.name,
      promise: invariant.promise,
      oracle: 'oracle' in invariant ? invariant.oracle : ('invariant' as const),
      checked: 'every_step' as const,
    })),
    ...SEARCH_ORACLES.map((oracle) => ({ ...oracle, checked: 'search' as const })),
  ];
}

function tables({ style, tableWidth }: Terminal): string {
  const tableOf = (checked: Listed['checked'], head: string): string =>
    table(
      listed().filter((oracle) => oracle.checked === checked),
      [
        { head, cell: ({ name }) => name },
        { head: 'what it promises', cell: ({ promise }) => promise },
      ],
      style,
      tableWidth,
    );
  return `${tableOf('every_step', 'invariant')}\n\n${tableOf('search', 'of cjsim fuzz alone')}\n`;
}
