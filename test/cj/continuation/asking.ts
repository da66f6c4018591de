/** One continuation decided on given numbers. Not a test itself. */
import type { ContinuationInput, CoverageCounts } from '../../../src/cj/continuation/continuation-input.js';
import { type Continuation, decideContinuation } from '../../../src/cj/continuation/decide.js';
import type { DecisionRecord } from '../../../src/cj/continuation/decision-record.js';
import { policyNamed } from '../../../src/cj/policies/policy-named.js';
import type { PolicyName } from '../../../src/cj/policy.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/cj/settings.js';
import type { EssayId, PairMode } from '../../../src/cj/words.js';

export interface Asked extends Partial<Omit<ContinuationInput, 'settings'>> {
  readonly policy?: PolicyName;
  readonly settings?: Partial<Settings>;
  readonly coverage?: Partial<CoverageCounts>;
  /** Kinds of wave for which there is a pair; all by default. */
  readonly offers?: readonly PairMode[];
  /** Largest change against the stored scores; absent: there are none. */
  readonly change?: number;
  readonly stored?: Readonly<Record<string, unknown>>;
}

/** Ten essays, 20 of 100 comparisons answered, coverage open, nothing stable: what is not said otherwise. */
export function asked(options: Asked = {}): Continuation {
  const {
    policy = 'current',
    settings = {},
    coverage = {},
    offers = ['coverage', 'retry', 'resampling'],
    change,
    stored,
    ...input
  } = options;
  const name = policyNamed(policy);
  const scores = new Map([
    ['a', change ?? 1],
    ['b', 0],
  ]);
  const previous = change === undefined ? {} : { bt_scores: { a: 0, b: 0 } };
  return decideContinuation(
    name,
    {
      submitted: 20,
      completed: 20,
      failed: 0,
      totalBudget: 100,
      totalComparisons: 20,
      currentIteration: 4,
      completionThresholdPct: 95,
      isTerminal: false,
      expectedEssayCount: 10,
      metadata: {
        comparison_budget: { max_pairs_requested: 100, source: 'runner_override' },
        ...previous,
        ...stored,
      },
      maxComparisonsOverride: 100,
      recount: () => ({ maxPossible: 45, successful: 20, givenUp: 0, waitingRetry: 0, ...coverage }),
      fitted: scores,
      settings: { ...DEFAULT_SETTINGS, ...name.defaults, ...settings },
      ...input,
    },
    (mode) => (offers.includes(mode) ? [{ essayA: 'a' as EssayId, essayB: 'b' as EssayId }] : []),
  );
}

export function recordOf(options: Asked = {}): DecisionRecord {
  const continuation = asked(options);
  if (continuation.kind !== 'decided') throw new Error(`not decided: ${continuation.kind}`);
  return continuation.record;
}

/** Decision, kind of wave, and the kinds that were tried. */
export function decided(options: Asked = {}): string {
  const { decision, mode, waves_requested } = recordOf(options);
  return [decision, mode ?? '-', `(${waves_requested.join(' ')})`].join(' ');
}

/** Every pair is answered. */
export const CLOSED = { successful: 45 } as const;
