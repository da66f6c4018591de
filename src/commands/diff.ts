/** `cjsim diff`: two stored runs, the first step at which they part, and in what they end differently. */
import { diffRuns } from '../report/diff/diff-runs.js';
import { diffText } from '../report/diff/diff-text.js';
import { readStoredWorld } from '../report/stored-world.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { openToRead } from '../store/open-to-read.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';

export const diffCommand: Command = {
  positionals: { a: { describe: 'the database of a run' }, b: { describe: 'the database of another' } },
  flags: { json: { describe: 'one JSON object' } },
  examples: [['cjsim diff before.db after.db', 'the same scenario under two policies']],
  run: (args, terminal) => {
    const a = openToRead(args.required('a', 'Give the databases of two runs.'));
    try {
      const b = openToRead(args.required('b', 'Give the databases of two runs.'));
      try {
        const diff = diffRuns(readStoredWorld(a), readStoredWorld(b));
        terminal.out(
          args.has('json')
            ? `${JSON.stringify(diff, null, 2)}\n`
            : diffText(diff, terminal.colour ? COLOURED : PLAIN, terminal.width),
        );
        return EXIT.done;
      } finally {
        b.driver.close();
      }
    } finally {
      a.driver.close();
    }
  },
};
