import { expect, test } from 'vitest';
import { caseWorld } from '../../src/search/case-world.js';
import { planCase } from '../../src/search/plan-case.js';

const essays = (names: string) => ({ list: [...names].map((id, ability) => ({ id, ability })) });
const MINUTE_MS = 60_000;

/** Minutes from the end of each batch to its last event, where the broker refuses batch 1 for ten minutes. */
function minutesToPublish(): readonly unknown[] {
  const scenario = {
    seed: 1,
    settings: { MAX_PAIRWISE_COMPARISONS: 8 },
    faults: [{ fault: 'outbox-failure', batch: 1, to: '10m' }],
    batches: [{ essays: essays('abc') }, { essays: essays('def'), at: '60s' }],
  };
  const plan = planCase(scenario, { policy: 'current', defects: [] });
  const { world } = caseWorld(plan, { ownDatabase: false, onRecord: () => undefined });
  while (world.step().kind === 'advanced');
  const rows = world.store.driver
    .prepare('select cj_batch_id as batch, created_at, published_at from event_outbox order by id')
    .all() as readonly {
    readonly batch: number;
    readonly created_at: string;
    readonly published_at: string;
  }[];
  world.close();
  return rows.map(({ batch, created_at, published_at }) => [
    batch,
    Math.round((Date.parse(published_at) - Date.parse(created_at)) / MINUTE_MS),
  ]);
}

test('an event that the broker does not take holds those of its own batch back, and of no other', () => {
  expect(minutesToPublish()).toEqual([
    [1, 10],
    [1, 10],
    [2, 0],
    [2, 0],
  ]);
});
