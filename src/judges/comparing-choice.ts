/** The choice of a judge that weighs the two essays: Bradley-Terry or Thurstone with biases and lapses. */
import ln from '@stdlib/math-base-special-ln';
import { byCodePoint } from '../cj/code-point-order.js';
import { sample } from '../cj/distribution.js';
import type { Abilities } from './abilities.js';
import type { Choose } from './choice.js';
import { impression } from './impression.js';
import { perceiver } from './perception.js';
import type { ComparingTraits } from './profile.js';

/**
 * SD of Thurstone's normal noise in logits. With it the normal curve lies within 0.0095 of the logistic one
 * everywhere (Camilli 1994, J. Educ. Behav. Stat. 19, 293-295), so that one scale of abilities serves both models.
 */
const THURSTONE_NOISE_SD = 1.702;

/**
 * A wins if perceived lead + noise > 0. Logistic noise gives Bradley-Terry, P(A) = 1 / (1 + exp(−lead)); normal
 * noise gives Thurstone's case V, P(A) = Φ(lead / 1.702). The margin is |lead + noise|: what the judge felt this time.
 */
export function comparingChoice(traits: ComparingTraits, abilities: Abilities): Choose {
  const noiseOf = traits.model === 'bt' ? logisticQuantile : thurstoneQuantile;
  const perceivedLead = perceiver(traits, abilities);
  return (request) => {
    const { essayA, essayB, draw } = request;
    if (traits.lapseRate > 0 && draw('lapse') < traits.lapseRate) {
      return { winner: draw('lapse-winner') < 0.5 ? 'essay_a' : 'essay_b', marginLogits: 0 };
    }
    const forSmallerId = noiseOf(impression(request, traits));
    const noise = byCodePoint(essayA.id, essayB.id) < 0 ? forSmallerId : -forSmallerId;
    const lead = perceivedLead(request) + noise;
    return { winner: lead > 0 ? 'essay_a' : 'essay_b', marginLogits: Math.abs(lead) };
  };
}

/** ln(u / (1 − u)); the 0 that a draw may give counts as half its smallest step. */
function logisticQuantile(u: number): number {
  const share = Math.max(u, 2 ** -54);
  return ln(share / (1 - share));
}

function thurstoneQuantile(u: number): number {
  return sample({ normal: { mean: 0, sd: THURSTONE_NOISE_SD } }, u);
}
