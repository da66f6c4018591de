/** What a simulated judge knows of the essays and no other judge is told: their true abilities. */
import { UserError } from '../cj/errors.js';
import type { EssayId } from '../cj/words.js';

export interface TrueAbility {
  /** In logits, on any origin. */
  readonly ability: number;
  /** The grade of an anchor of an assignment, for distortions of a grade region; other essays have none. */
  readonly grade?: string;
}

/** By essay id. */
export type Abilities = ReadonlyMap<string, TrueAbility>;

/** The true ability of an essay; a UserError if the scenario gives none. */
export function abilityOf(abilities: Abilities, essay: EssayId): TrueAbility {
  const ability = abilities.get(essay);
  if (ability !== undefined) return ability;
  throw new UserError({
    code: 'no_true_ability',
    message: `The simulated judge needs the true ability of essay "${essay}", and the scenario gives none.`,
    fix: 'Give every essay an ability, or use a judge that needs none: hash, generic-batch, eng5-anchor, eng5-lower5.',
  });
}
