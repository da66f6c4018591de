/** Following the log of a world that another program runs. */
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import { createWorld } from '../../src/library/create-world.js';
import { resumeWorld } from '../../src/library/resume-world.js';
import { run } from '../../src/library/run.js';
import { PLAIN } from '../../src/report/style.js';
import { planned } from '../sim/planned.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('a world that ends while its first lines are printed has the others printed as well', async () => {
  const started = createWorld({ plan: planned('lower5'), database: 'run.db' });
  for (let step = 0; step < 20; step++) started.step();
  started.close();
  const printed: string[] = [];
  const code = await runCommandLine(['logs', 'run.db', '--follow'], {
    out: (text) => {
      if (printed.length === 0) endWorld();
      printed.push(text);
    },
    err: () => undefined,
    width: 80,
    tableWidth: 80,
    style: PLAIN,
    readInput: () => null,
    signal: new AbortController().signal,
  });
  expect([code, printed.join('')]).toEqual([0, (await typed(['logs', 'run.db'])).out]);
});

function endWorld(): void {
  const world = resumeWorld({ database: 'run.db' });
  world.seal(run(world));
  world.close();
}
