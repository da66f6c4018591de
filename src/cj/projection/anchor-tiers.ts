/**
 * The four places in which an anchor's grade is looked for (05, "Anchor grade resolution"), each a rule of
 * its own, so that a policy or a defect replaces one tier. Their order and the walk are in anchor-grades.ts.
 */
import type { AnchorGradeLookup, StoredGrade } from './anchor-grade-lookup.js';
import type { RankingRow } from './ranking-row.js';

/** In the order in which they are tried; also the label values of `cj_anchor_grade_resolution_total`. */
export const ANCHOR_TIERS = ['anchor_grade', 'known_grade', 'storage_id', 'anchor_ref_id'] as const;
export type AnchorTier = (typeof ANCHOR_TIERS)[number];

/** The grade that this tier gives for the row, or null. */
export type TierRule = (row: RankingRow, lookup: AnchorGradeLookup) => StoredGrade | null;

/** A tier that is left out is never tried. */
export type TierRules = Readonly<Partial<Record<AnchorTier, TierRule>>>;

/** Tier 1: the row's `anchor_grade`, else the metadata's; empty and null fall through. */
export const rowOrMetadataGrade: TierRule = (row) =>
  gradeOrNull(row.anchor_grade) ?? gradeOrNull(row.processing_metadata?.['anchor_grade']);

/** Tier 2: the metadata's `known_grade`; the row's is not read. */
export const knownGrade: TierRule = (row) => gradeOrNull(row.processing_metadata?.['known_grade']);

/** Tier 3 of `current`: the first of the row's and the metadata's storage id that a reference has. */
export const gradeOfAnyStorageId: TierRule = (row, lookup) => {
  for (const id of storageIds(row)) {
    const grade = lookup.byStorageId.get(id);
    if (grade !== undefined) return grade;
  }
  return null;
};

/** Tier 3 of the service: a row's id hides the metadata's (defect `row-storage-id-hides-metadata`). */
export const gradeOfFirstStorageId: TierRule = (row, lookup) => {
  const id = storageIds(row)[0];
  return id === undefined ? null : (lookup.byStorageId.get(id) ?? null);
};

/** Tier 4 of `current`: the metadata's `anchor_ref_id`, as text or as a whole number. */
export const gradeOfReference: TierRule = (row, lookup) => {
  const id = anchorRefId(row);
  return id === null ? null : (lookup.byReferenceId.get(String(id)) ?? null);
};

/** Tier 4 of the service: text only, so a number never matches (defect `integer-ref-never-matches`). */
export const gradeOfTextReference: TierRule = (row, lookup) => {
  const id = anchorRefId(row);
  return typeof id === 'string' ? (lookup.byReferenceId.get(id) ?? null) : null;
};

export const CURRENT_TIERS: TierRules = {
  anchor_grade: rowOrMetadataGrade,
  known_grade: knownGrade,
  storage_id: gradeOfAnyStorageId,
  anchor_ref_id: gradeOfReference,
};

export const SERVICE_TIERS: TierRules = {
  ...CURRENT_TIERS,
  storage_id: gradeOfFirstStorageId,
  anchor_ref_id: gradeOfTextReference,
};

/**
 * The storage ids that a row offers, its own before the metadata's; missing, null and empty are none. A number
 * is one, which no text equals.
 */
export function storageIds(row: RankingRow): readonly (string | number)[] {
  return [row.text_storage_id, row.processing_metadata?.['text_storage_id']].filter(isTextOrNumber);
}

/** The reference id that a row offers, or null. */
export function anchorRefId(row: RankingRow): string | number | null {
  const id = row.processing_metadata?.['anchor_ref_id'];
  return isText(id) || (typeof id === 'number' && Number.isInteger(id)) ? id : null;
}

function gradeOrNull(value: unknown): StoredGrade | null {
  return isTextOrNumber(value) ? value : null;
}

/** The service's language takes empty text and 0 for nothing, as it does null. */
function isTextOrNumber(value: unknown): value is string | number {
  return isText(value) || (typeof value === 'number' && value !== 0);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
