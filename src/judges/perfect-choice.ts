/** The judge that never errs: the greater true ability wins; equal ones are decided once for the pair. */
import { byCodePoint } from '../cj/code-point-order.js';
import { type Abilities, abilityOf } from './abilities.js';
import type { Choose } from './choice.js';

export function perfectChoice(abilities: Abilities): Choose {
  return ({ essayA, essayB, pairDraw }) => {
    const lead = abilityOf(abilities, essayA.id).ability - abilityOf(abilities, essayB.id).ability;
    const isSmallerFirst = byCodePoint(essayA.id, essayB.id) < 0;
    const winsA = lead === 0 ? pairDraw('tie') < 0.5 === isSmallerFirst : lead > 0;
    return { winner: winsA ? 'essay_a' : 'essay_b', marginLogits: Math.abs(lead) };
  };
}
