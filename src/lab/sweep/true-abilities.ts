/** The true abilities of a batch's essays, anchors included, by the essay's id in the store. */
import type { BatchPlan, WorldPlan } from '../../sim/scenario/world-plan.js';

export interface StoredEssay {
  readonly els_essay_id: string;
  readonly text_storage_id: string;
}

/** Logits; essays without a known ability are not in the map. */
export function trueAbilities(
  plan: WorldPlan,
  batch: BatchPlan,
  essays: readonly StoredEssay[],
): ReadonlyMap<string, number> {
  const ofStudents = new Map(
    batch.abilities.map(({ els_essay_id, ability }) => [String(els_essay_id), ability]),
  );
  const ofAnchors = new Map(
    plan.assignments.flatMap(({ anchors }) =>
      anchors.map(({ text_storage_id, ability }) => [text_storage_id, ability]),
    ),
  );
  return new Map(
    essays.flatMap(({ els_essay_id, text_storage_id }): [string, number][] => {
      const ability = ofStudents.get(els_essay_id) ?? ofAnchors.get(text_storage_id) ?? null;
      return ability === null ? [] : [[els_essay_id, ability]];
    }),
  );
}
