/** `cjsim ps`: the actors of a world as a list of containers. */
import { actorRows } from '../report/actors.js';
import { viewTable } from '../report/view-table.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';

export const psCommand: Command = {
  positionals: WORLD_FILE,
  flags: { db: DB_FLAG, json: { describe: 'one JSON list' } },
  examples: [['cjsim ps | grep -E "(cj_assessment|llm_provider|content)"', 'the services of the seed']],
  run: (args, terminal) =>
    readingWorld(args, terminal, (world) => {
      const rows = actorRows(world);
      const text = viewTable(rows, terminal.style, terminal.tableWidth);
      terminal.out(args.has('json') ? jsonText(rows) : text);
      return EXIT.done;
    }),
};
