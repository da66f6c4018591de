/** How the judge sees two essays: true abilities, and everything that bends them, before chance comes in. */
import ln from '@stdlib/math-base-special-ln';
import { byCodePoint } from '../cj/code-point-order.js';
import { sample } from '../cj/distribution.js';
import type { EssayId } from '../cj/words.js';
import { type Abilities, abilityOf } from './abilities.js';
import type { ComparisonRequest, JudgedEssay } from './judge.js';
import type { ComparingTraits } from './profile.js';

/**
 * The perceived lead of A over B in logits, comparison by comparison:
 *
 *   discrimination · (seen A − seen B) + position bias + length bias · ln(length A / length B) + pair effect
 *
 * where seen = ability + distortion (of the essay, of its grade, and a lasting random error of SD `distortion.sd`).
 * The pair effect is the same in both orders and in all repeats. Drift moves discrimination and position bias by
 * the wave alone, because the order in which a wave's answers arrive must not matter.
 */
export function perceiver(
  traits: ComparingTraits,
  abilities: Abilities,
): (request: ComparisonRequest) => number {
  const { distortion, driftPerWave: drift } = traits;
  const lasting = lastingImpression(distortion, abilities);
  return ({ essayA, essayB, wave, pairDraw, essayDraw }) => {
    const seen = ({ id }: JudgedEssay): number =>
      lasting(id) + (distortion.sd > 0 ? deviation(distortion.sd, essayDraw('distortion', id)) : 0);
    const wavesBefore = Math.max(0, wave - 1);
    const discrimination = traits.discrimination * Math.max(0, 1 + drift.discrimination * wavesBefore);
    const positionBias = traits.positionBias + drift.positionBias * wavesBefore;
    const lengthBias =
      traits.lengthBias === 0 ? 0 : traits.lengthBias * ln(lengthOf(essayA) / lengthOf(essayB));
    const pairEffect =
      traits.pairEffectSd === 0 ? 0 : deviation(traits.pairEffectSd, pairDraw('pair-effect'));
    const ofPair = byCodePoint(essayA.id, essayB.id) < 0 ? pairEffect : -pairEffect;
    return discrimination * (seen(essayA) - seen(essayB)) + positionBias + lengthBias + ofPair;
  };
}

/** Ability and distortions by name, in logits: the same whenever the essay is shown, so looked up once. */
function lastingImpression(
  { essays, grades }: ComparingTraits['distortion'],
  abilities: Abilities,
): (essay: EssayId) => number {
  const known = new Map<EssayId, number>();
  return (essay) => {
    let logits = known.get(essay);
    if (logits === undefined) {
      const { ability, grade } = abilityOf(abilities, essay);
      logits = ability + (grade === undefined ? 0 : logitsOf(grades, grade)) + logitsOf(essays, essay);
      known.set(essay, logits);
    }
    return logits;
  };
}

function logitsOf(table: Readonly<Record<string, number>>, name: string): number {
  return Object.hasOwn(table, name) ? (table[name] ?? 0) : 0;
}

/** Length in UTF-16 units, an empty text counting as 1. */
function lengthOf(essay: JudgedEssay): number {
  return Math.max(1, essay.text.length);
}

/** A normal number of mean 0 from a uniform one. */
function deviation(sd: number, u: number): number {
  return sample({ normal: { mean: 0, sd } }, u);
}
