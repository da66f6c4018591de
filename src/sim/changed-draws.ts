/** The draws that a plan sets itself, in place of what the seed gives. */
import type { DrawChange } from './randomness.js';
import type { WorldPlan } from './scenario/world-plan.js';

export function changedDraws({ changedDraws: changes = [] }: WorldPlan): DrawChange | null {
  if (changes.length === 0) return null;
  const values = new Map(changes.map(({ key, value }) => [key, value]));
  return {
    number: (key, own) => values.get(key) ?? own,
    field: (key, own) => {
      const value = values.get(key);
      return value === undefined ? own : () => value;
    },
  };
}
