/**
 * The simulated judge: answers from a profile and true abilities, in microseconds, with every number keyed by
 * the comparison. A draw is made only for what the profile leaves to chance.
 */
import { sample } from '../cj/distribution.js';
import type { Hash } from '../cj/hash.js';
import { latencyOf } from '../cj/latency.js';
import type { Abilities } from './abilities.js';
import type { Choice, Choose } from './choice.js';
import { comparingChoice } from './comparing-choice.js';
import { confidenceOf } from './confidence.js';
import { simulatedError } from './error-model.js';
import { hashChoice } from './hash-choice.js';
import type { ComparisonRequest, Verdict } from './judge.js';
import { perfectChoice } from './perfect-choice.js';
import type { Profile } from './profile.js';
import { shareChoice } from './share-choice.js';
import { tokenCost } from './token-cost.js';

/** What a simulated judge is made from, beside its profile. */
export interface SimulatedJudgeContext {
  /** Asked for `bt`, `thurstone` and `perfect` only. */
  readonly abilities: Abilities;
  readonly sha256: Hash;
}

/** A judge that answers at once. */
export interface SynchronousJudge {
  compare(request: ComparisonRequest): Verdict;
}

export function createSimulatedJudge(profile: Profile, context: SimulatedJudgeContext): SynchronousJudge {
  const choose = chooserOf(profile, context);
  return {
    compare(request) {
      const latencyMs = latencyMsOf(profile, request);
      const error = simulatedError(profile.errors, request);
      if (error !== null) return { error, latencyMs };
      const choice = choose(request);
      return {
        winner: choice.winner,
        confidence: choice.confidence ?? confidenceOf(choice.marginLogits, profile.confidence, request),
        justification: justificationOf(choice, profile),
        ...tokenCost(profile, request),
        latencyMs,
      };
    },
  };
}

function chooserOf({ choice }: Profile, { abilities, sha256 }: SimulatedJudgeContext): Choose {
  switch (choice.model) {
    case 'bt':
    case 'thurstone':
      return comparingChoice(choice, abilities);
    case 'perfect':
      return perfectChoice(abilities);
    case 'share':
      return shareChoice(choice.shareA);
    case 'hash':
      return hashChoice(sha256);
  }
}

/** Whole milliseconds. */
function latencyMsOf({ latencyMs }: Profile, { draw }: ComparisonRequest): number {
  const drawn = typeof latencyMs === 'number' ? latencyMs : sample(latencyMs, draw('latency'));
  return latencyOf(drawn);
}

function justificationOf({ winner, marginLogits }: Choice, { name, choice }: Profile): string {
  const essay = winner === 'essay_a' ? 'Essay A' : 'Essay B';
  if (choice.model === 'share' || choice.model === 'hash') return `${essay}, by the judge profile ${name}.`;
  return `${essay} reads as the better one, by ${marginLogits.toFixed(2)} logits.`;
}
