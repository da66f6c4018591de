/** `cjsim diff`: two stored runs, the first step at which they part, and in what they end differently. */
import { diffRuns, type RunsDiff } from '../report/diff/diff-runs.js';
import { diffText } from '../report/diff/diff-text.js';
import { readStoredWorld, type StoredWorld } from '../report/stored-world.js';
import type { Versioned } from '../report/versioned.js';
import { openToRead } from '../store/open-to-read.js';
import type { Store } from '../store/store.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { fileNamed } from './naming-file.js';
import { namingWorld } from './naming-world.js';

const DIFF_SCHEMA_VERSION = 1;

interface DiffDocument extends RunsDiff, Versioned<typeof DIFF_SCHEMA_VERSION> {}

export const diffCommand: Command = {
  positionals: { a: { describe: 'the database of a run' }, b: { describe: 'the database of another' } },
  flags: { json: { describe: 'one JSON object' } },
  examples: [['cjsim diff before.db after.db', 'the same scenario under two policies']],
  run: (args, terminal) => {
    const paths = [args.required('a'), args.required('b')] as const;
    // What is damaged is told of one file where only one is read, and of both where they are compared.
    return namingWorld(paths.join(' or '), () =>
      withWorld(paths[0], (a) =>
        withWorld(paths[1], (b) => {
          const diff = diffRuns(a, b);
          const document: DiffDocument = { schema_version: DIFF_SCHEMA_VERSION, ...diff };
          terminal.out(
            args.has('json') ? jsonText(document) : diffText(diff, terminal.style, terminal.width),
          );
          return EXIT.done;
        }),
      ),
    );
  },
};

function withWorld<Result>(path: string, use: (world: StoredWorld) => Result): Result {
  const { store, world } = opened(path);
  try {
    return use(world);
  } finally {
    store.driver.close();
  }
}

function opened(path: string): { readonly store: Store; readonly world: StoredWorld } {
  let store: Store | undefined;
  try {
    store = openToRead(path);
    return { store, world: readStoredWorld(store, path) };
  } catch (error) {
    store?.driver.close();
    throw fileNamed(error, path);
  }
}
