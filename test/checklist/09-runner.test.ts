/** Row 9: the end-to-end runner with the seed's own flags. */
import { expect, test } from 'vitest';
import { runResultSchema } from '../../src/report/json-result-schema.js';
import { inNewFolder, typed } from '../commands/typed.js';

inNewFolder();

const SEED_FLAGS = [
  ...['eng5-runner', '--mode', 'execute', '--assignment-id', '00000000-0000-0000-0000-000000000001'],
  ...['--course-id', '11111111-1111-1111-1111-111111111111', '--await-completion'],
];

test.each([
  ['current', 'asked 150, guardrail 120, cap 120'],
  ['service-2026-02', 'asked 150, guardrail 120, cap 120'],
  ['service-2025-11-27', 'asked 150, guardrail 150, cap 150'],
  ['service-2025-11-16', 'asked 150, guardrail 350, cap 150'],
])('under %s, 150 comparisons are %s, and no continuation meets an error', async (policy, says) => {
  const { code, out } = await typed([
    ...SEED_FLAGS,
    ...['--max-comparisons', '150', '--completion-timeout', '1800', '--policy', policy],
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/^Batch UUID: 19e9b199-b500-45ce-bf95-ed63bb7489aa$/m);
  expect(out).toContain(says);
  const logs = await typed(['logs', '--level', 'warn']);
  expect(logs.out).not.toMatch(/continuation/);
  expect(logs.err).toMatch(/^\d+ lines of level warn and above$/m);
});

test('100 comparisons end with all of them, for the assignment and course that were named', async () => {
  const { out } = await typed([...SEED_FLAGS, '--max-comparisons', '100', '--json']);
  const [batch] = runResultSchema.parse(JSON.parse(out)).batches;
  expect(batch).toMatchObject({ state: 'COMPLETED', completed_comparisons: 100 });
  const asked =
    "SELECT assignment_id, processing_metadata->'original_request'->>'max_comparisons_override' AS asked FROM cj_batch_uploads";
  expect(JSON.parse((await typed(['sql', asked, '--json'])).out)).toEqual([
    { assignment_id: '00000000-0000-0000-0000-000000000001', asked: 100 },
  ]);
});

test('a time-out has an exit code of its own, and says what gave up', async () => {
  const { code, err } = await typed([...SEED_FLAGS, '--completion-timeout', '5']);
  expect({ code, err }).toEqual({
    code: 3,
    err: 'The runner gave up waiting for the batch (--completion-timeout).\n',
  });
});

test('the keys of the metadata are the same whatever the budget', async () => {
  const keys =
    'SELECT group_concat(key) AS keys FROM (SELECT key FROM cj_batch_states, json_each(processing_metadata) ORDER BY key)';
  const found: string[] = [];
  for (const budget of ['100', '150']) {
    await typed([...SEED_FLAGS, '--max-comparisons', budget]);
    found.push((await typed(['sql', keys, '--json'])).out);
  }
  expect(found[1]).toBe(found[0]);
});
