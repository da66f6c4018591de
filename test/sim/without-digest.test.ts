import { expect, test } from 'vitest';
import { caseWorld } from '../../src/search/case-world.js';
import { planCase } from '../../src/search/plan-case.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';

function ran(digest: boolean) {
  const records: TraceRecord[] = [];
  const plan = planCase(randomScenario(7), { policy: 'current', defects: [] });
  const { world } = caseWorld(plan, {
    ownDatabase: true,
    digest,
    onRecord: (record) => records.push(record),
  });
  while (world.step().kind === 'advanced');
  return { world, records };
}

test('a world without a digest takes the same steps, and says that it has none', () => {
  const [hashed, unhashed] = [ran(true), ran(false)];
  expect(unhashed.records.length).toBeGreaterThan(10);
  expect(unhashed.records).toEqual(hashed.records);
  expect(hashed.world.digest()).toMatch(/^1:[0-9a-f]{64}$/);
  expect(() => unhashed.world.digest()).toThrow('made without a digest');
  hashed.world.close();
  unhashed.world.close();
});
