/**
 * The marginal figures of a judge on the reference set "class-60": 60 essays at the normal quantiles of SD 1.5 logits,
 * all 1,770 pairs, both orders, each asked twice, under several seeds.
 */
import { normalQuantile } from '../../../src/cj/normal-quantile.js';
import type { Abilities } from '../../../src/judges/abilities.js';
import type { Profile } from '../../../src/judges/profile.js';
import { createSimulatedJudge } from '../../../src/judges/simulated.js';
import { isError, requestsOf, sha256 } from '../../judges/asking.js';

export interface Marginals {
  /** Pairs with the same winner in both orders. */
  readonly orderConsistent: number;
  /** Won by the essay shown first. */
  readonly firstWins: number;
  /** Same question asked again: another answer. */
  readonly flips: number;
  /** Won by the essay of greater ability. */
  readonly betterWins: number;
}

const SIZE = 60;
const SD = 1.5;

export function marginalsOf(profile: Profile, seeds = 5): Marginals {
  const abilities: Abilities = new Map(
    Array.from({ length: SIZE }, (_, i) => [`e${i}`, { ability: SD * normalQuantile((i + 0.5) / SIZE) }]),
  );
  const judge = createSimulatedJudge(
    { ...profile, errors: { ...profile.errors, rate: 0 } },
    { abilities, sha256 },
  );
  const counts = { pairs: 0, askings: 0, consistent: 0, first: 0, flips: 0, better: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const request = requestsOf(`marginals-${seed}`);
    const firstWins = (essayA: string, essayB: string, attempt: number): boolean => {
      const verdict = judge.compare(request({ essayA, essayB, attempt }));
      return !isError(verdict) && verdict.winner === 'essay_a';
    };
    for (let i = 0; i < SIZE; i++) {
      for (let j = 0; j < i; j++) {
        const [better, worse] = [`e${i}`, `e${j}`];
        const [betterFirst, worseFirst] = [firstWins(better, worse, 1), firstWins(worse, better, 1)];
        counts.pairs += 1;
        counts.consistent += Number(betterFirst !== worseFirst);
        counts.first += Number(betterFirst) + Number(worseFirst);
        counts.better += Number(betterFirst) + Number(!worseFirst);
        counts.flips += Number(firstWins(better, worse, 2) !== betterFirst);
        counts.flips += Number(firstWins(worse, better, 2) !== worseFirst);
        counts.askings += 2;
      }
    }
  }
  return {
    orderConsistent: counts.consistent / counts.pairs,
    firstWins: counts.first / counts.askings,
    flips: counts.flips / counts.askings,
    betterWins: counts.better / counts.askings,
  };
}
