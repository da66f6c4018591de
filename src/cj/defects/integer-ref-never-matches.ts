import { anchorGradeResolver } from '../projection/anchor-grades.js';
import { CURRENT_TIERS, gradeOfTextReference } from '../projection/anchor-tiers.js';
import type { Defect } from './defect.js';

export const integerRefNeverMatches: Defect = {
  name: 'integer-ref-never-matches',
  story:
    'anchor_ref_id was compared as text on one side only, and the database has integers (vectors of ' +
    'February 2026).',
  symptom: 'Tier 4 never resolves; projections are unavailable.',
  rule: 'resolveAnchorGrade',
  lastIn: 'service-2026-02',
  override: () => ({
    resolveAnchorGrade: anchorGradeResolver({ ...CURRENT_TIERS, anchor_ref_id: gradeOfTextReference }),
  }),
};
