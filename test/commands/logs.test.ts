/** Following the log of a world that another program runs. */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import type { Terminal } from '../../src/commands/terminal.js';
import { createWorld } from '../../src/library/create-world.js';
import { resumeWorld } from '../../src/library/resume-world.js';
import { run } from '../../src/library/run.js';
import { PLAIN } from '../../src/report/style.js';
import { planned } from '../sim/planned.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

/** Follows run.db of `steps` steps; after what is printed first, second … the world goes on. */
function followed(steps: number, ...then: readonly (() => void)[]) {
  return followedBy({ isClosed: () => false }, steps, ...then);
}

async function followedBy(
  { isClosed }: Pick<Terminal, 'isClosed'>,
  steps: number,
  ...then: readonly (() => void)[]
) {
  rmSync('run.db', { force: true });
  const started = createWorld({ plan: planned('lower5'), database: 'run.db' });
  for (let step = 0; step < steps; step++) started.step();
  started.close();
  const asked = new AbortController();
  const printed: string[] = [];
  let says = '';
  const code = await runCommandLine(['logs', 'run.db', '--follow'], {
    out: (text) => {
      const next = then[printed.push(text) - 1];
      if (next === undefined) asked.abort();
      next?.();
    },
    err: (text) => {
      says += text;
    },
    width: 80,
    tableWidth: 80,
    style: PLAIN,
    isClosed,
    readInput: () => Promise.resolve(null),
    signal: asked.signal,
  });
  return { code, out: printed.join(''), err: says };
}

test('a world that ends while its first lines are printed has the others printed as well', async () => {
  const { code, out } = await followed(20, endWorld, () => undefined);
  expect([code, out]).toEqual([0, (await typed(['logs', 'run.db'])).out]);
});

test('a world that goes on while it is followed has each line printed once', async () => {
  const found = await followed(20, oneStep, oneStep, endWorld, () => undefined);
  expect(found).toEqual(await typed(['logs', 'run.db']));
});

test('Ctrl-C ends the following with 130, and with what there is until then', async () => {
  const found = await followed(20);
  expect(found).toEqual({ ...(await typed(['logs', 'run.db'])), code: 130 });
});

test('the following ends with its reader, though the world goes on', async () => {
  let isClosed = false;
  const leave = () => {
    isClosed = true;
  };
  const found = await followedBy({ isClosed: () => isClosed }, 20, leave, () => undefined);
  expect(found).toEqual(await typed(['logs', 'run.db']));
}, 10_000);

function oneStep(): void {
  const world = resumeWorld({ database: 'run.db' });
  world.step();
  world.close();
}

function endWorld(): void {
  const world = resumeWorld({ database: 'run.db' });
  world.seal(run(world));
  world.close();
}
