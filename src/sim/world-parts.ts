/** What a world is made from, and what it tells of itself. */
import { UserError } from '../cj/errors.js';
import type { Hash } from '../cj/hash.js';
import type { CorrelationId, VirtualTime } from '../cj/words.js';
import type { Judge, Verdict } from '../judges/judge.js';
import type { Store } from '../store/store.js';
import type { Chooser } from './chooser.js';
import type { GivenVerdict } from './judge-desk.js';
import type { JudgeModule } from './judge-module.js';
import type { DrawOptions } from './randomness.js';
import type { ResumedRun } from './resumed-run.js';
import type { WorldPlan } from './scenario/world-plan.js';
import type { TraceRecord } from './trace-record.js';

export interface WorldParts {
  readonly plan: WorldPlan;
  readonly store: Store;
  readonly hash: Hash;
  /** The user's own judge; null: the plan's profile. */
  readonly judge: Judge | null;
  /** Write every step through, so that a killed run can go on. */
  readonly journalled: boolean;
  /** Keep the trace of a world without a file, for `seal`. */
  readonly keepsTrace: boolean;
  /** Check what only checking needs, such as keys that are drawn twice. */
  readonly checked: boolean;
  /** For a world in memory whose digest nobody will ask for: no trace either, and `onRecord` is told nothing. */
  readonly withoutDigest?: boolean;
  /** Of the program, kept in the header and hashed nowhere. */
  readonly version?: string;
  /** Where `judge` comes from, kept in the header and hashed nowhere. */
  readonly judgeModule?: JudgeModule;
  /** The run that the database holds, to go on with; null: a new one. */
  readonly resumed?: ResumedRun | null;
  /** A verdict of an earlier run, in place of asking the judge. */
  readonly recorded?: (id: CorrelationId) => Verdict | undefined;
  /** So many steps are those of a stored run: neither stop nor time-out ends them early. */
  readonly repeats?: number;
  /** Go on beyond the plan's `stop`. */
  readonly pastStop?: boolean;
  /** Watch the draws, or replace them. */
  readonly draws?: Pick<DrawOptions, 'record' | 'change'>;
  /** In place of the plan's schedule. */
  readonly chooser?: Chooser;
  /** Told of each trace record, as it is hashed. */
  readonly onRecord?: (line: string, record: TraceRecord) => void;
  /** Told of each step once it is committed; may throw to stop the run. Quiet: nothing is under way but periodic timers. */
  readonly afterStep?: (record: TraceRecord, isQuiet: boolean) => void;
}

/**
 * Why a world does not go on: all batches have ended; a stop point, or the scenario's `stop`; the horizon; a runner that
 * waited too long; or nothing is left to do and a batch has not ended.
 */
export type Ending = (typeof ENDINGS)[number];

const ENDINGS = ['finished', 'stopped', 'horizon', 'timed_out', 'stranded'] as const;

/** A program without types may give anything; `next`: what the world would do, or its ending. */
export function checkedEnding(ending: Ending, next: () => Ending | object): Ending {
  if (!ENDINGS.includes(ending)) {
    throw new UserError({
      code: 'no_ending',
      message: 'seal() takes how the world ended, and this is none',
      fix: `Give what run() gave: ${ENDINGS.join(', ')}`,
    });
  }
  const come = ending === 'stopped' ? ending : next();
  if (come === ending) return ending;
  throw new UserError({
    code: 'other_ending',
    message: `The world is sealed as ${ending}, and ${typeof come === 'string' ? `has ended as ${come}` : 'has not ended'}`,
    fix: "Give what run() gave, or 'stopped' in the middle of a run",
  });
}

/** How a run ended, as it is stored. */
export interface Outcome {
  readonly ending: Ending;
  /** Virtual milliseconds since the epoch. */
  readonly now: VirtualTime;
  readonly steps: number;
  /** Of trace and tables: version, colon, hexadecimal. */
  readonly digest: string;
  /** Of the trace alone, in hexadecimal. */
  readonly trace_digest: string;
}

export type Advance =
  | { readonly kind: 'advanced'; readonly record: TraceRecord }
  | { readonly kind: 'idle'; readonly ending: Ending }
  /** Verdicts of a judge that takes its time; give them with `provide`. */
  | { readonly kind: 'waiting'; readonly verdicts: Promise<readonly GivenVerdict[]> };
