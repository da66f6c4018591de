/** `cjsim sql`: statements on a world, as psql would run them. */
import { programVersion } from '../library/program-version.js';
import { noStatement, runSql } from '../report/sql/run-sql.js';
import { openToChange } from '../store/open-to-change.js';
import { openToRead } from '../store/open-to-read.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, worldNamed } from './kept-world.js';
import { namingFile } from './naming-file.js';

/** Each is a flag; without one tables are aligned. */
const STYLES = ['json', 'csv', 'expanded'] as const;

export const sqlCommand: Command = {
  positionals: {
    statements: {
      describe: 'SQL of SQLite with the casts of psql, \\dt or \\d TABLE; from standard input without it',
    },
  },
  flags: {
    db: DB_FLAG,
    write: { describe: 'let statements change the world (needs --db)' },
    expanded: { describe: 'one column a line, as \\x of psql', short: 'x' },
    json: { describe: 'one JSON list a statement' },
    csv: { describe: 'CSV with a header' },
  },
  examples: [
    ['cjsim sql "SELECT id, status FROM cj_batch_uploads"', 'as in psql'],
    ['cjsim sql "\\d cj_batch_states"', 'the columns of a table'],
  ],
  run: async (args, terminal) => {
    args.atMostOne(...STYLES);
    const text = args.text('statements') ?? (await terminal.readInput());
    if (text === null) throw noStatement();
    const write = args.has('write');
    const path = write
      ? args.required('db', 'Writing needs --db FILE: it never falls on the world of the last run by itself.')
      : worldNamed(args);
    terminal.err(`Reading ${path}\n`);
    return namingFile(path, () => {
      const store = write ? openToChange(path) : openToRead(path);
      try {
        const style = STYLES.find((name) => args.has(name)) ?? 'aligned';
        terminal.out(runSql(store.driver, text, { style, write, version: programVersion() }));
        return EXIT.done;
      } finally {
        store.driver.close();
      }
    });
  },
};
