import { expect, test } from 'vitest';
import { actorRows } from '../../src/report/actors.js';
import { storedRun } from './stored.js';

const rows = actorRows(storedRun('seed-world'));

test("the names are found by the seed's grep", () => {
  const found = rows.filter(({ name }) => /(cj_assessment|llm_provider|content)/.test(name));
  expect(found.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['huleedu_content_service', 'huleedu_llm_provider_service']),
  );
});

test('each actor stands with its state and what waits for it', () => {
  expect(rows.find(({ name }) => name.endsWith('/batch/5'))).toEqual({
    name: 'huleedu_cj_assessment_service/batch/5',
    state: 'waitingCallbacks',
    queued: 0,
  });
  expect(rows.find(({ name }) => name.endsWith('/monitor'))).toMatchObject({ state: 'resting', queued: 1 });
});

test('what counts faults is no actor', () => {
  expect(rows.filter(({ name }) => !name.startsWith('huleedu_') || name.includes('unknown'))).toEqual([]);
});
