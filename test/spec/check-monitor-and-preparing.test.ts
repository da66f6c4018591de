import { expect, test } from 'vitest';
import type { Observation, StateRow } from '../../src/sim/invariants/observation.js';
import { checkPreparing } from '../../src/sim/specification/check-preparing.js';
import { checkSweep } from '../../src/sim/specification/check-sweep.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';

const LIMITS = { BATCH_TIMEOUT_HOURS: 1, BATCH_MONITOR_INTERVAL_MINUTES: 5 };
const MINUTE_MS = 60_000;
const WAITING = {
  state: 'WAITING_CALLBACKS',
  last_activity_at: '1970-01-01T00:00:00.000Z',
  submitted_comparisons: 3,
  completed_comparisons: 2,
  failed_comparisons: 1,
} as StateRow;

function sweptAt(minutes: number, state: StateRow, facts: TraceRecord['facts'] = []): string | undefined {
  const record = { at: minutes * MINUTE_MS, facts } as TraceRecord;
  return checkSweep(record, [{ id: 7, state }], LIMITS)?.says;
}

const AGAIN = [{ fact: 'wave.complete_again', batch_id: 7, iteration: 1 }] as const;
const STUCK = [{ fact: 'batch.stuck', batch_id: 7, idle_ms: 0 }] as const;
const OTHERWISE = 'the monitor sweeps otherwise';

test('a sweep that says what it must is quiet, and every other is found', () => {
  expect([sweptAt(4.9, WAITING), sweptAt(5, WAITING, AGAIN), sweptAt(60, WAITING, STUCK)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([sweptAt(4.9, WAITING, AGAIN), sweptAt(5, WAITING), sweptAt(60, WAITING, AGAIN)]).toEqual([
    OTHERWISE,
    OTHERWISE,
    OTHERWISE,
  ]);
});

test('a batch that has ended, or that waits for an answer, is not complete again', () => {
  expect(sweptAt(70, { ...WAITING, state: 'COMPLETED' })).toBe(undefined);
  expect(sweptAt(6, { ...WAITING, completed_comparisons: 1 })).toBe(undefined);
  expect(sweptAt(6, { ...WAITING, completed_comparisons: 1 }, AGAIN)).toBe(OTHERWISE);
});

const ESSAYS = ['s-1', 's-2'].map((els_essay_id) => ({
  els_essay_id,
  text_storage_id: `text-${els_essay_id}`,
}));

function prepared(
  change: (row: Record<string, unknown>) => Record<string, unknown>,
  expected = 2,
  uploadMetadata: object = { student_prompt_text: 'write' },
) {
  const rows = ESSAYS.map((essay) =>
    change({
      ...essay,
      is_anchor: 0,
      processing_metadata: JSON.stringify({ is_anchor: false, text_storage_id: essay.text_storage_id }),
    }),
  );
  return checkPreparing({
    record: { type: 'prepare-batch', facts: [{ fact: 'batch.prepared', students: 2, anchors: 0 }] },
    batch: { id: 1, essays: ESSAYS, request: { student_prompt_text: 'write' }, judgeRubricOverride: null },
    plan: { assignments: [] },
    now: { uploadMetadata, upload: { expected_essay_count: expected, assignment_id: null } },
    reader: { essays: () => rows },
  } as unknown as Observation)?.says;
}

test('a batch is made of the essays that were asked, and of nothing else', () => {
  expect(prepared((row) => row)).toBe(undefined);
  expect(prepared((row) => row, 2, {})).toBe('prompt and rubric are others');
  expect(prepared((row) => row, 3)).toBe('2 essays, 2 expected');
  expect(prepared((row) => ({ ...row, is_anchor: 1 }))).toBe('an essay is another than asked');
  expect(prepared((row) => ({ ...row, processing_metadata: '{"is_anchor":false}' }))).toBe(
    'an essay is another than asked',
  );
});
