/** Row 15: the cache is cleared, so that callbacks come again as if nobody had seen them; the rows decide, and none counts twice. */
import { expect, test } from 'vitest';
import { inNewFolder, typed } from '../commands/typed.js';

inNewFolder();

const FLUSH = ['--fault', 'flush-idempotency-keys@5s', '--check'];

async function counts(...words: readonly string[]) {
  const { code, out } = await typed(['run', 'lower5', '--json', ...words]);
  const { faults, batches } = JSON.parse(out) as {
    readonly faults: Readonly<Record<string, number>>;
    readonly batches: readonly Readonly<Record<string, unknown>>[];
  };
  const { submitted_comparisons: submitted, completed_comparisons: completed, rankings } = batches[0] ?? {};
  return { code, again: faults['flush-idempotency-keys'] ?? 0, submitted, completed, rankings };
}

test('redelivered callbacks change no counter and no score', async () => {
  const { again: none, ...calm } = await counts('--no-keep');
  const { again, ...flushed } = await counts(...FLUSH);
  expect({ none, calm }).toMatchObject({ none: 0, calm: { code: 0, submitted: 20, completed: 20 } });
  expect(again).toBeGreaterThan(0);
  expect(flushed).toEqual(calm);
});

test('each redelivery is in the log, and the stored world passes every check', async () => {
  const { out } = await typed(['explain']);
  expect(out.replaceAll(/\s+/g, ' ')).toContain('A callback arrives a second time and is ignored.');
  const check = await typed(['check']);
  expect(check.code).toBe(0);
  expect(check.out).not.toMatch(/^FAIL/m);
});
