/** `cjsim diff`: two stored runs, the first step at which they part, and in what they end differently. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { UserError } from '../cj/errors.js';
import { diffRuns, diffText } from '../report/diff-runs.js';
import { readStoredWorld } from '../report/stored-world.js';
import { openFile } from '../store/better-sqlite3-driver.js';
import { openStore, type Store } from '../store/store.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';

export const diffCommand: Command = {
  positionals: { a: { describe: 'the database of a run' }, b: { describe: 'the database of another' } },
  flags: { json: { describe: 'one JSON object' } },
  examples: [['cjsim diff before.db after.db', 'the same scenario under two policies']],
  run: (args, terminal) => {
    const a = opened(args.required('a', 'Give the databases of two runs.'));
    try {
      const b = opened(args.required('b', 'Give the databases of two runs.'));
      try {
        const diff = diffRuns(readStoredWorld(a), readStoredWorld(b));
        terminal.out(args.has('json') ? `${JSON.stringify(diff, null, 2)}\n` : diffText(diff));
        return EXIT.done;
      } finally {
        b.driver.close();
      }
    } finally {
      a.driver.close();
    }
  },
};

function opened(path: string): Store {
  if (isTrace(path)) {
    throw new UserError({
      code: 'trace_not_world',
      message: `${path} is a trace, and diff compares worlds`,
      fix: 'Give the files of cjsim run … --db FILE; cjsim replay verifies a trace',
      where: path,
    });
  }
  return openStore(openFile(path, { readOnly: true, mustExist: true }), { where: path, readOnly: true });
}

function isTrace(path: string): boolean {
  const start = '{"trace_version"';
  if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) return false;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(start.length);
    readSync(file, bytes, 0, bytes.length, 0);
    return bytes.toString('latin1') === start;
  } finally {
    closeSync(file);
  }
}
