/** The Bradley-Terry model: the probability that an item wins. */
import exp from '@stdlib/math-base-special-exp';

/** P(win) = 1 / (1 + e^−lead), the lead in logits; exact in both tails. */
export function winChance(lead: number): number {
  if (lead >= 0) return 1 / (1 + exp(-lead));
  const odds = exp(lead);
  return odds / (1 + odds);
}
