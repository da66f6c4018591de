/** `cjsim inspect`: the tables of a world that people ask for most. */
import { inspect, SPARE_COLUMNS, VIEWS, type View } from '../report/inspect.js';
import { batchNamed } from '../report/stored-world.js';
import { viewTable } from '../report/view-table.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';

/** Rows of a view that are shown unless more are asked for. */
const SHOWN_ROWS = 40;

export const inspectCommand: Command = {
  positionals: WORLD_FILE,
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid' },
    view: { value: 'NAME', describe: `one of ${VIEWS.join(', ')} (default: batches, budget and anchors)` },
    projections: { describe: 'the grades of the students, as --view projections' },
    stuck: { describe: 'batches that wait for something that never comes' },
    limit: { value: 'N', describe: `rows of a view at most (default ${SHOWN_ROWS}; --json: all)` },
    json: { describe: 'one JSON object, a list a view' },
  },
  examples: [
    ['cjsim inspect --view comparisons --limit 10', 'who met whom'],
    ['cjsim inspect --stuck', 'batches that nobody will wake'],
  ],
  run: (args, terminal) => {
    args.atMostOne('view', 'projections', 'stuck');
    return readingWorld(args, terminal, (world) => {
      const json = args.has('json');
      const named = args.text('batch');
      const views = viewsAskedFor(args);
      const limit = args.wholeNumber('limit', { least: 1 }) ?? (json ? Number.MAX_SAFE_INTEGER : SHOWN_ROWS);
      const batch = named === undefined ? null : batchNamed(world, named);
      const whole = views.map((name) => [name, inspect(world, name, batch)] as const);
      const found = whole.map(([name, rows]) => [name, rows.slice(0, limit)] as const);
      const { style } = terminal;
      terminal.out(
        json
          ? jsonText(Object.fromEntries(found))
          : found
              .map(
                ([name, rows]) =>
                  `${style.bold(name)}\n${viewTable(rows, style, terminal.tableWidth, SPARE_COLUMNS[name])}`,
              )
              .join('\n'),
      );
      for (const [name, { length }] of whole) {
        if (length > limit)
          terminal.err(`Note: ${limit} of ${length} rows of ${name}; --limit ${length} shows all\n`);
      }
      return EXIT.done;
    });
  },
};

function viewsAskedFor(args: Arguments): readonly View[] {
  if (args.has('stuck')) return ['stuck'];
  if (args.has('projections')) return ['projections'];
  const view = args.oneOf('view', VIEWS);
  return view === undefined ? ['batches', 'budget', 'anchors'] : [view];
}
