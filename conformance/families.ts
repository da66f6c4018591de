/** Every family of golden vectors that cjsim can run. */
import { family as anchorGrades } from './families/anchor-grades.js';
import { family as bt } from './families/bt.js';
import { family as btSe } from './families/bt-se.js';
import { family as budget } from './families/budget.js';
import { family as calibration } from './families/calibration.js';
import { family as decideRaw } from './families/decide-raw.js';
import { family as decision, smallNetFamily as decisionSmallNet } from './families/decision.js';
import { family as gradeNormalised } from './families/grade-normalised.js';
import { family as matching } from './families/matching.js';
import { family as orientation } from './families/orientation.js';
import { family as policy20251116 } from './families/policy-2025-11-16.js';
import { family as projection } from './families/projection.js';
import { family as resampling } from './families/resampling.js';
import { family as stability } from './families/stability.js';
import { family as trajectory } from './families/trajectory.js';
import type { Family } from './family.js';

export const FAMILIES: readonly Family[] = [
  budget,
  stability,
  decision,
  decisionSmallNet,
  decideRaw,
  policy20251116,
  trajectory,
  bt,
  btSe,
  matching,
  orientation,
  resampling,
  anchorGrades,
  calibration,
  projection,
  gradeNormalised,
];
