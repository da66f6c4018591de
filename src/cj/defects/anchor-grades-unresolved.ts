import { anchorGradeResolver } from '../projection/anchor-grades.js';
import { knownGrade } from '../projection/anchor-tiers.js';
import type { Defect } from './defect.js';

export const anchorGradesUnresolved: Defect = {
  name: 'anchor-grades-unresolved',
  story: "Only the metadata's known_grade was tried. Anchors whose grade stood elsewhere had none.",
  symptom: 'Projections are unavailable although the anchors can be resolved.',
  rule: 'resolveAnchorGrade',
  override: () => ({ resolveAnchorGrade: anchorGradeResolver({ known_grade: knownGrade }) }),
};
