/** A judge that looks at nothing: A wins with a fixed probability, each asking for itself. */
import type { Choose } from './choice.js';
import type { Profile } from './profile.js';

type ShareA = Extract<Profile['choice'], { readonly model: 'share' }>['shareA'];

export function shareChoice(shareA: ShareA): Choose {
  const threshold = typeof shareA === 'number' ? shareA : shareA.wins / shareA.of;
  return ({ draw }) => ({ winner: draw('choice') < threshold ? 'essay_a' : 'essay_b', marginLogits: 0 });
}
