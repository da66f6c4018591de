import { describe, expect, test } from 'vitest';
import {
  anchorMetadataSchema,
  batchStateMetadataSchema,
  batchUploadMetadataSchema,
  essayMetadataSchema,
  originalRequestSchema,
} from '../../src/cj/documents.js';

const REQUEST = { language: 'en', course_code: 'ENG5' };

describe('original_request', () => {
  test('needs language and course, and fills in source and type', () => {
    expect(originalRequestSchema.parse(REQUEST)).toEqual({
      ...REQUEST,
      cj_source: 'els',
      cj_request_type: 'cj_comparison',
    });
    expect(originalRequestSchema.safeParse({ language: 'en' }).success).toBe(false);
  });

  test('leaves absent values out: null and undefined are refused', () => {
    for (const user_id of [null, undefined]) {
      expect(originalRequestSchema.safeParse({ ...REQUEST, user_id }).success).toBe(false);
    }
  });

  test('takes an override of at least 1', () => {
    const accepted = [0, 1, 150, 1.5, '100'].filter(
      (max_comparisons_override) =>
        originalRequestSchema.safeParse({ ...REQUEST, max_comparisons_override }).success,
    );
    expect(accepted).toEqual([1, 150]);
  });

  test('comes out in the order of its keys', () => {
    const parsed = originalRequestSchema.parse({
      user_id: 'u',
      course_code: 'c',
      assignment_id: 'a',
      language: 'en',
    });
    expect(Object.keys(parsed)).toEqual([
      'assignment_id',
      'language',
      'course_code',
      'cj_source',
      'cj_request_type',
      'user_id',
    ]);
  });
});

describe('every document', () => {
  test.each([
    ['original_request', originalRequestSchema, REQUEST],
    ['an essay', essayMetadataSchema, {}],
    ['an anchor', anchorMetadataSchema, { is_anchor: true }],
    ['an upload', batchUploadMetadataSchema, {}],
    ['a state', batchStateMetadataSchema, {}],
    [
      'a budget',
      batchStateMetadataSchema.shape.comparison_budget,
      { max_pairs_requested: 1, source: 'service_default' },
    ],
  ])('refuses a key that %s does not have', (_, schema, document) => {
    expect(schema.safeParse(document).success).toBe(true);
    expect(schema.safeParse({ ...document, surprise: 1 }).success).toBe(false);
  });
});

test('an anchor says that it is one, and its reference may be a number or a text', () => {
  expect(anchorMetadataSchema.safeParse({ is_anchor: false }).success).toBe(false);
  for (const anchor_ref_id of [7, '7']) {
    expect(anchorMetadataSchema.parse({ is_anchor: true, anchor_ref_id })).toEqual({
      is_anchor: true,
      anchor_ref_id,
    });
  }
});
