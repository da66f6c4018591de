import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BugError } from '../../src/cj/errors.js';
import { addBatch, batchId, essay, memoryStore } from './small-world.js';

const ORIGINAL = {
  language: 'en',
  course_code: 'ENG5',
  cj_source: 'els',
  cj_request_type: 'cj_comparison',
  max_comparisons_override: 100,
} as const;

function world() {
  const store = memoryStore();
  const batch = addBatch(store);
  const document = (): unknown => JSON.parse(store.batches.state(batch)?.processing_metadata ?? 'null');
  return { store, batch, document, ...store.metadata };
}

describe('a merge', () => {
  test('adds keys, replaces the keys that it names, and keeps all others', () => {
    const { batch, document, mergeBatchProcessingMetadata } = world();
    mergeBatchProcessingMetadata(batch, { original_request: ORIGINAL, resampling_pass_count: 0 });
    mergeBatchProcessingMetadata(batch, { resampling_pass_count: 1, llm_batching_mode: 'per_request' });
    expect(document()).toEqual({
      original_request: ORIGINAL,
      resampling_pass_count: 1,
      llm_batching_mode: 'per_request',
    });
  });

  test('replaces a nested object whole', () => {
    const { batch, document, mergeBatchProcessingMetadata } = world();
    mergeBatchProcessingMetadata(batch, {
      bt_scores: { a: 1, b: -1 },
      config_overrides: { deep: { x: 1, y: 2 } },
    });
    mergeBatchProcessingMetadata(batch, { bt_scores: { a: 2 }, config_overrides: { deep: { x: null } } });
    expect(document()).toEqual({ bt_scores: { a: 2 }, config_overrides: { deep: { x: null } } });
  });

  test('keeps null', () => {
    const { batch, document, mergeBatchProcessingMetadata } = world();
    mergeBatchProcessingMetadata(batch, { last_score_change: 0.5 });
    mergeBatchProcessingMetadata(batch, { last_score_change: null });
    expect(document()).toEqual({ last_score_change: null });
  });

  test('of nothing changes nothing', () => {
    const { batch, store, mergeBatchProcessingMetadata } = world();
    store.driver.tally.takeWritten();
    mergeBatchProcessingMetadata(batch, {});
    expect(store.driver.tally.takeWritten()).toEqual({});
  });

  test('is one UPDATE of one row', () => {
    const { batch, store, mergeBatchProcessingMetadata } = world();
    store.driver.tally.takeWritten();
    mergeBatchProcessingMetadata(batch, { original_request: ORIGINAL, resampling_pass_count: 0 });
    expect(store.driver.tally.takeWritten()).toEqual({ cj_batch_states: 1 });
    expect(store.driver.tally.rowsRead).toBe(0);
  });

  test('writes keys in the order of their schema, at every depth', () => {
    const { batch, store, mergeBatchProcessingMetadata } = world();
    mergeBatchProcessingMetadata(batch, {
      resampling_pass_count: 0,
      original_request: {
        user_id: 'u',
        course_code: 'c',
        language: 'en',
        cj_request_type: 't',
        cj_source: 's',
      },
      comparison_budget: { source: 'runner_override', max_pairs_requested: 100 },
    });
    expect(store.batches.state(batch)?.processing_metadata).toBe(
      '{"comparison_budget":{"max_pairs_requested":100,"source":"runner_override"},"resampling_pass_count":0,' +
        '"original_request":{"language":"en","course_code":"c","cj_source":"s","cj_request_type":"t","user_id":"u"}}',
    );
  });

  test('of a key that the schema does not know is a bug', () => {
    const { batch, mergeBatchProcessingMetadata } = world();
    const patch = { resampling_passes: 1 } as object;
    expect(() => mergeBatchProcessingMetadata(batch, patch)).toThrow(BugError);
  });

  test('of a number that JSON does not have is a bug', () => {
    const { batch, mergeBatchProcessingMetadata } = world();
    expect(() => mergeBatchProcessingMetadata(batch, { bt_scores: { a: Number.NaN } })).toThrow(BugError);
  });

  test('into a batch that does not exist is a bug', () => {
    const { mergeBatchProcessingMetadata } = world();
    expect(() => mergeBatchProcessingMetadata(batchId(99), { resampling_pass_count: 1 })).toThrow(BugError);
  });

  test('goes to the row that it names: upload, state or essay', () => {
    const { batch, store, mergeBatchUploadMetadata, mergeEssayProcessingMetadata } = world();
    const other = addBatch(store, 22);
    mergeBatchUploadMetadata(batch, { student_prompt_text: 'Write.', original_request: ORIGINAL });
    mergeEssayProcessingMetadata(essay('e1'), batch, {
      is_anchor: true,
      anchor_label: 'A1',
      known_grade: 'A',
    });
    expect(store.batches.upload(batch)?.processing_metadata).toBe(
      `{"student_prompt_text":"Write.","original_request":${JSON.stringify(ORIGINAL)}}`,
    );
    expect(store.batches.upload(other)?.processing_metadata).toBe('{}');
    expect(store.essays.ofBatch(batch).map((row) => row.processing_metadata)).toEqual([
      '{}',
      '{"is_anchor":true,"known_grade":"A","anchor_label":"A1"}',
      '{}',
      '{}',
    ]);
    expect(store.essays.ofBatch(other).map((row) => row.processing_metadata)).toEqual([
      '{}',
      '{}',
      '{}',
      '{}',
    ]);
  });

  test('gives the same text for the same request in both tables', () => {
    const { batch, store, mergeBatchUploadMetadata, mergeBatchProcessingMetadata } = world();
    mergeBatchUploadMetadata(batch, { original_request: ORIGINAL });
    mergeBatchProcessingMetadata(batch, { resampling_pass_count: 0, original_request: { ...ORIGINAL } });
    const equal = store.driver
      .prepare(
        `select bu.processing_metadata->'original_request' = bs.processing_metadata->'original_request' as same
         from cj_batch_uploads bu join cj_batch_states bs on bu.id = bs.batch_id`,
      )
      .all();
    expect(equal).toEqual([{ same: 1 }]);
  });
});

describe('any sequence of merges', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const object = fc.dictionary(fc.string({ unit: 'binary', maxLength: 5 }), json, { maxKeys: 4 });
  const patch = fc.record(
    {
      config_overrides: object,
      llm_overrides: object,
      bt_scores: fc.dictionary(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), {
        maxKeys: 4,
      }),
      last_score_change: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      unique_coverage_complete: fc.boolean(),
      resampling_pass_count: fc.nat(),
    },
    { requiredKeys: [] },
  );

  test('gives the same as assigning the patches one after another', () => {
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 5 }), (patches) => {
        const { store, batch, document, mergeBatchProcessingMetadata } = world();
        for (const one of patches) mergeBatchProcessingMetadata(batch, one);
        // Equal in values bit for bit (toEqual tells −0 from 0), whatever the order of keys.
        expect(document()).toEqual(Object.assign({}, ...patches.map((one) => structuredClone(one))));
        store.driver.close();
      }),
      { numRuns: 150 },
    );
  });

  const CORNERS = [
    -0,
    0,
    5e-324,
    -5e-324,
    1e21,
    1e-7,
    1.7976931348623157e308,
    2 ** 53,
    0.1 + 0.2,
    123456789012345680000,
  ];
  test('brings doubles back bit for bit, also after later merges of other keys', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...CORNERS), fc.double({ noNaN: true, noDefaultInfinity: true }))),
        (numbers) => {
          const { store, batch, document, mergeBatchProcessingMetadata } = world();
          const scores = Object.fromEntries(numbers.map((value, index) => [`essay-${index}`, value]));
          mergeBatchProcessingMetadata(batch, { bt_scores: scores });
          mergeBatchProcessingMetadata(batch, { resampling_pass_count: 1 });
          mergeBatchProcessingMetadata(batch, { resampling_pass_count: 2, llm_batching_mode: 'per_request' });
          const stored = Object.values((document() as { bt_scores: Record<string, number> }).bt_scores);
          expect(stored.every((value, index) => Object.is(value, numbers[index]))).toBe(true);
          expect(stored.length).toBe(numbers.length);
          store.driver.close();
        },
      ),
      { numRuns: 150, examples: [[CORNERS]] },
    );
  });
});

describe('the writer that a policy names', () => {
  test('merge keeps what the patch does not name', () => {
    const { batch, document, mergeBatchProcessingMetadata, writeBatchProcessingMetadata } = world();
    mergeBatchProcessingMetadata(batch, { original_request: ORIGINAL });
    writeBatchProcessingMetadata('merge', batch, { resampling_pass_count: 1 });
    expect(document()).toEqual({ original_request: ORIGINAL, resampling_pass_count: 1 });
  });

  test('clobber loses it: the defect metadata-clobber', () => {
    const { batch, document, mergeBatchProcessingMetadata, writeBatchProcessingMetadata } = world();
    mergeBatchProcessingMetadata(batch, { original_request: ORIGINAL });
    writeBatchProcessingMetadata('clobber', batch, { resampling_pass_count: 1 });
    expect(document()).toEqual({ resampling_pass_count: 1 });
  });
});
