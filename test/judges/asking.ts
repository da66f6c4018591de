/** What the judge tests share: shipped profiles, abilities, and a way to ask a judge. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { EssayId } from '../../src/cj/words.js';
import type { Abilities } from '../../src/judges/abilities.js';
import type { ComparisonRequest, Refusal, Verdict } from '../../src/judges/judge.js';
import { createJudgeDraws } from '../../src/judges/judge-draws.js';
import { type Profile, parseProfile } from '../../src/judges/profile.js';
import { createSimulatedJudge, type SynchronousJudge } from '../../src/judges/simulated.js';
import { sha256 } from '../../src/library/sha256.js';
import { createDraw } from '../../src/sim/randomness.js';

export const SHIPPED_PROFILES = [
  'biased',
  'bt',
  'eng5-anchor',
  'eng5-lower5',
  'generic-batch',
  'hash',
  'noisy',
  'perfect',
] as const;

export function shippedProfile(name: (typeof SHIPPED_PROFILES)[number]): Profile {
  const path = new URL(`../../profiles/${name}.yaml`, import.meta.url);
  return parseProfile(parse(readFileSync(path, 'utf8')));
}

export { sha256 };

/** Essays `s0 … s(n−1)` and `w0 … w(n−1)`, pair by pair: the s essays lead by `lead` logits; grades B and C. */
export function pairedAbilities(n: number, lead: number): Abilities {
  const abilities = new Map<string, { ability: number; grade: string }>();
  for (let i = 0; i < n; i++) {
    abilities.set(`s${i}`, { ability: lead, grade: 'B' });
    abilities.set(`w${i}`, { ability: 0, grade: 'C' });
  }
  return abilities;
}

/** Judge with a choice of the given traits and nothing else left to chance. */
export function judgeWith(choice: object, abilities: Abilities): SynchronousJudge {
  const profile = parseProfile({ name: 'test', choice, confidence: { sd: 0 } });
  return createSimulatedJudge(profile, { abilities, sha256 });
}

export interface Question {
  readonly essayA: string;
  readonly essayB: string;
  readonly attempt?: number;
  readonly wave?: number;
  readonly textA?: string;
  readonly textB?: string;
}

/** Makes requests under one seed, as a run would. */
export function requestsOf(seed = 'judges', ledger = false): (question: Question) => ComparisonRequest {
  const draws = createJudgeDraws(createDraw(seed, { ledger }));
  return ({ attempt = 1, wave = 1, textA = 'text', textB = 'text', ...question }) => {
    const [essayA, essayB] = [question.essayA as EssayId, question.essayB as EssayId];
    return {
      essayA: { id: essayA, text: textA },
      essayB: { id: essayB, text: textB },
      prompt: `A ${essayA}: ${textA}\nB ${essayB}: ${textB}`,
      parameters: {},
      attempt,
      wave,
      ...draws({ batchLabel: 'batch-1', essayA, essayB, attempt, wave }),
    };
  };
}

export function isError(verdict: Verdict): verdict is Refusal {
  return 'error' in verdict;
}

export function isWonByA(verdict: Verdict): boolean {
  return !isError(verdict) && verdict.winner === 'essay_a';
}

/** How many of n trials hold. */
export function countOf(n: number, holds: (i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (holds(i)) count += 1;
  return count;
}

/**
 * How far an observed share may lie from p: the normal bound of a binomial share at p-value 1e-12 (7.2 standard
 * errors), and half a trial.
 */
export function shareBound(p: number, n: number): number {
  return 7.2 * Math.sqrt((p * (1 - p)) / n) + 0.5 / n;
}

/** The distance of an observed share from the stated one, as a share of what chance allows: at most 1. */
export function offBy(count: number, n: number, p: number): number {
  return Math.abs(count / n - p) / shareBound(p, n);
}
