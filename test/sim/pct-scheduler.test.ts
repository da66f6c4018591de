import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { loadScenario } from '../../src/files/load-scenario.js';
import { createWorld } from '../../src/library/create-world.js';
import { resumeWorld } from '../../src/library/resume-world.js';
import { run } from '../../src/library/run.js';
import { schedulerNamed } from '../../src/sim/chooser.js';
import { pctScheduler } from '../../src/sim/pct-scheduler.js';
import type { QueueEntry } from '../../src/sim/queue-entry.js';
import { createDraw } from '../../src/sim/randomness.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

const ready = ['a', 'b', 'c', 'b'].map((to, place) => ({ to, id: `${place}` }) as QueueEntry);

function planOf(schedule: 'keyed' | 'pct:1' | 'pct:4') {
  const { scenario, sources } = loadScenario('four-essays');
  return expandScenario(scenario, { schedule }, sources);
}

function digestOf(schedule: 'keyed' | 'pct:1' | 'pct:4'): string {
  using world = createWorld({ plan: planOf(schedule) });
  run(world);
  return world.digest();
}

describe('the pct scheduler', () => {
  test('lets one actor run until a change point, its entries in order', () => {
    const { choose } = pctScheduler(1, createDraw('1'));
    const chosen = ready[choose(ready)];
    expect(ready[choose(ready)]).toBe(chosen);
    expect(ready.find(({ to }) => to === chosen?.to)).toBe(chosen);
  });

  test('puts the actor of a change point behind all others', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { choose, ran } = pctScheduler(2, createDraw(`${seed}`));
      const first = ready[choose(ready)]?.to ?? '';
      for (let step = 1; step <= 200; step++) ran(step, first);
      expect(ready[choose(ready)]?.to).not.toBe(first);
      expect(choose(ready.filter(({ to }) => to === first))).toBe(0);
    }
  });

  test('explores other orders than the keyed schedule, and the same one each time', () => {
    expect(digestOf('pct:4')).toBe(digestOf('pct:4'));
    expect(digestOf('pct:4')).not.toBe(digestOf('keyed'));
  });

  test('a resumed world goes on as if nothing had happened', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cjsim-pct-'));
    const database = join(folder, 'world.db');
    const world = createWorld({ plan: planOf('pct:4'), database });
    for (let step = 0; step < 60; step++) world.step();
    world.close();
    using resumed = resumeWorld({ database });
    run(resumed);
    expect(resumed.digest()).toBe(digestOf('pct:4'));
    rmSync(folder, { recursive: true });
  });

  test('an unknown schedule is refused with the known ones', () => {
    expect(() => schedulerNamed('pct:0', createDraw('1'))).toThrow(UserError);
  });
});
