import { anchorGradeResolver } from '../projection/anchor-grades.js';
import { CURRENT_TIERS, gradeOfFirstStorageId } from '../projection/anchor-tiers.js';
import type { Defect } from './defect.js';

export const rowStorageIdHidesMetadata: Defect = {
  name: 'row-storage-id-hides-metadata',
  story:
    "The row's storage id was taken where there was one, whether a reference had it or not, and the " +
    "metadata's was never looked at.",
  symptom: 'Tier 3 misses an anchor whose metadata would resolve.',
  rule: 'resolveAnchorGrade',
  lastIn: 'service-2026-02',
  override: () => ({
    resolveAnchorGrade: anchorGradeResolver({ ...CURRENT_TIERS, storage_id: gradeOfFirstStorageId }),
  }),
};
