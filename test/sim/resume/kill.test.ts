/** A real process is killed with SIGKILL again and again; the run ends as if nothing had happened. */
import { beforeAll, expect, test } from 'vitest';
import { bundled } from '../bundled.js';
import { planned } from '../planned.js';
import { killChain, undisturbed } from './kill-chain.js';

const RUNS = [
  { name: 'lower5', plan: planned('lower5', ['duplicate-callback:0.3', 'provider-500:0.3']) },
  { name: 'rough-night', plan: planned('rough-night') },
  { name: 'stuck', plan: planned('stuck', ['drop-callback#9']) },
  {
    name: 'three batches',
    plan: planned('lower5', ['process-crash@3s', 'corrupt-callback:0.1'], { batchCount: 3 }),
  },
  { name: 'eng5', plan: planned('eng5', ['provider-429:0.2', 'delay-callback:0.05']) },
];

let program = '';
beforeAll(async () => {
  program = await bundled('test/sim/resume/killable.ts', 'killable');
}, 180_000);

/** 5 runs, each with 4 chains of 10 kills at steps (so 200 that are sure) and one of 10 by time. */
test.each(RUNS)(
  '$name ends with the digest of an undisturbed run after 50 kills',
  async ({ name, plan }) => {
    const { digest, steps } = undisturbed(plan);
    const chains = await Promise.all(
      (['step', 'step', 'step', 'step', 'time'] as const).map((by, index) =>
        killChain({ plan, program, kills: 10, by, seed: `${name}/${index}` }, steps),
      ),
    );
    expect(chains.map((chain) => chain.digest)).toEqual(chains.map(() => digest));
    const [first, second, third] = chains;
    expect([first, second, third].map((chain) => chain?.kills)).toEqual([10, 10, 10]);
  },
  120_000,
);

test('a world of 200 batches ends with the digest of an undisturbed run after 8 kills', async () => {
  const plan = planned('lower5', ['duplicate-callback:0.1'], { batchCount: 200 });
  const { digest, steps } = undisturbed(plan);
  const chain = await killChain({ plan, program, kills: 8, by: 'step', seed: '200 batches' }, steps);
  expect(chain).toMatchObject({ digest, kills: 8 });
}, 240_000);
