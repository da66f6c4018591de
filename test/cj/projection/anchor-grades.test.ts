import { expect, test } from 'vitest';
import { anchorGradeLookup } from '../../../src/cj/projection/anchor-grade-lookup.js';
import {
  anchorGradeResolver,
  resolveAnchorGrade,
  resolveAnchorGradeAsService,
} from '../../../src/cj/projection/anchor-grades.js';
import { knownGrade } from '../../../src/cj/projection/anchor-tiers.js';
import type { RankingRow } from '../../../src/cj/projection/ranking-row.js';
import type { EssayId } from '../../../src/cj/words.js';

const lookup = anchorGradeLookup([
  { id: 7, text_storage_id: 'text-7', grade: 'A' },
  { id: '8', text_storage_id: 'text-8', grade: 'E' },
  { id: null, text_storage_id: null, grade: 'C' },
]);

function row(fields: Partial<RankingRow>): RankingRow {
  return { els_essay_id: 'anchor' as EssayId, is_anchor: true, ...fields };
}

test('the first tier that gives a grade wins', () => {
  const metadata = { anchor_grade: 'B', known_grade: 'C', text_storage_id: 'text-7', anchor_ref_id: '8' };
  const without = (...keys: string[]) =>
    row({
      processing_metadata: Object.fromEntries(
        Object.entries(metadata).filter(([key]) => !keys.includes(key)),
      ),
    });
  expect(
    [
      row({ anchor_grade: 'D', processing_metadata: metadata }),
      without(),
      without('anchor_grade'),
      without('anchor_grade', 'known_grade'),
      without('anchor_grade', 'known_grade', 'text_storage_id'),
    ].map((anchor) => resolveAnchorGrade(anchor, lookup)),
  ).toEqual([
    { tier: 'anchor_grade', grade: 'D' },
    { tier: 'anchor_grade', grade: 'B' },
    { tier: 'known_grade', grade: 'C' },
    { tier: 'storage_id', grade: 'A' },
    { tier: 'anchor_ref_id', grade: 'E' },
  ]);
});

test('current matches a reference id as number and as text; the service only as text', () => {
  const asNumber = row({ processing_metadata: { anchor_ref_id: 7 } });
  const asText = row({ processing_metadata: { anchor_ref_id: '7' } });
  const hit = { tier: 'anchor_ref_id', grade: 'A' };
  expect(resolveAnchorGrade(asNumber, lookup)).toEqual(hit);
  expect(resolveAnchorGrade(asText, lookup)).toEqual(hit);
  expect(resolveAnchorGradeAsService(asText, lookup)).toEqual(hit);
  expect(resolveAnchorGradeAsService(asNumber, lookup)).toEqual({
    tier: null,
    reason: 'no_reference_matches',
    available: { storageIds: [], anchorRefId: 7, referenceCount: 3, grade: null },
  });
});

test("in current a row's storage id without a match leads on to the metadata's; in the service it hides it", () => {
  const anchor = row({ text_storage_id: 'gone', processing_metadata: { text_storage_id: 'text-8' } });
  expect(resolveAnchorGrade(anchor, lookup)).toEqual({ tier: 'storage_id', grade: 'E' });
  expect(resolveAnchorGradeAsService(anchor, lookup)).toEqual({
    tier: null,
    reason: 'no_reference_matches',
    available: { storageIds: ['gone', 'text-8'], anchorRefId: null, referenceCount: 3, grade: null },
  });
});

test('a storage id that is a number matches no text, and hides the metadata as any other does', () => {
  const numbers = anchorGradeLookup([{ id: 1, text_storage_id: '5', grade: 'A' }]);
  const anchor = row({ text_storage_id: 5, processing_metadata: { text_storage_id: '5' } });
  expect(resolveAnchorGrade(anchor, numbers)).toEqual({ tier: 'storage_id', grade: 'A' });
  expect(resolveAnchorGradeAsService(anchor, numbers)).toEqual({
    tier: null,
    reason: 'no_reference_matches',
    available: { storageIds: [5, '5'], anchorRefId: null, referenceCount: 1, grade: null },
  });
  const zero = row({ text_storage_id: 0, processing_metadata: { text_storage_id: '5' } });
  expect(resolveAnchorGradeAsService(zero, numbers)).toEqual({ tier: 'storage_id', grade: 'A' });
});

test("the row's storage id comes before the metadata's where both match", () => {
  const anchor = row({ text_storage_id: 'text-7', processing_metadata: { text_storage_id: 'text-8' } });
  expect(resolveAnchorGrade(anchor, lookup)).toEqual({ tier: 'storage_id', grade: 'A' });
});

test('an anchor with nothing to look up says so', () => {
  for (const metadata of [null, undefined, {}, { anchor_ref_id: '', known_grade: null, anchor_ref: true }]) {
    expect(resolveAnchorGrade(row({ processing_metadata: metadata }), lookup)).toEqual({
      tier: null,
      reason: 'nothing_available',
      available: { storageIds: [], anchorRefId: null, referenceCount: 3, grade: null },
    });
  }
});

test('a resolver tries only the tiers that it is given', () => {
  const knownGradeOnly = anchorGradeResolver({ known_grade: knownGrade });
  const anchor = row({ text_storage_id: 'text-7' });
  expect(resolveAnchorGrade(anchor, lookup)).toEqual({ tier: 'storage_id', grade: 'A' });
  expect(knownGradeOnly(anchor, lookup).tier).toBe(null);
  expect(knownGradeOnly(row({ processing_metadata: { known_grade: 'C' } }), lookup)).toEqual({
    tier: 'known_grade',
    grade: 'C',
  });
});
