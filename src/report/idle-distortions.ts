/** Names in a judge's distortion that nobody of its world has, one sentence each: a profile may be made for other worlds, too. */
import { isAnchorEssayId } from '../cj/anchor-essay-id.js';
import { byCodePoint } from '../cj/code-point-order.js';
import { onOneLine } from '../cj/on-one-line.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { firstOf } from './words-of.js';

const MOST_NAMED = 5;

export function idleDistortions({ judge, batches, assignments }: WorldPlan): readonly string[] {
  if (judge.kind === 'module' || !('distortion' in judge.profile.choice)) return [];
  const { essays, grades } = judge.profile.choice.distortion;
  const ids = new Set<string>(
    batches.flatMap(({ abilities }) => abilities.map(({ els_essay_id }) => els_essay_id)),
  );
  const graded = new Set(assignments.flatMap(({ anchors }) => anchors.map(({ grade }) => grade)));
  // What an anchor is called is drawn in the run.
  const strangers = Object.keys(essays).filter((id) => !ids.has(id) && !isAnchorEssayId(id));
  const ungraded = Object.keys(grades).filter((grade) => !graded.has(grade));
  return [
    ...idle('essays', strangers, 'no essay of this world'),
    ...idle('grades', ungraded, 'the grade of no anchor of its assignment'),
  ];
}

function idle(key: string, names: readonly string[], what: string): readonly string[] {
  if (names.length === 0) return [];
  const named = firstOf(
    names.toSorted(byCodePoint).map((name) => onOneLine(name)),
    MOST_NAMED,
  );
  const are = names.length === 1 ? `is ${what}: it distorts` : `are ${what}: they distort`;
  return [`distortion.${key} of the judge names ${named}, which ${are} nothing.`];
}
