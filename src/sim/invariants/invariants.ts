/** Every promise that is checked after each step. Liveness, which needs the queue, is in invariant-checker.ts. */
import { COMPARISON_INVARIANTS } from './comparison-invariants.js';
import { ENDING_INVARIANTS } from './ending-invariants.js';
import type { Invariant } from './invariant.js';
import { REQUEST_INVARIANTS } from './request-invariants.js';
import { SCORE_INVARIANTS } from './score-invariants.js';

export const INVARIANTS: readonly Invariant[] = [
  ...COMPARISON_INVARIANTS,
  ...REQUEST_INVARIANTS,
  ...ENDING_INVARIANTS,
  ...SCORE_INVARIANTS,
];

/** Checked by the world itself or over its queue; named here for the list. */
export const WORLD_INVARIANTS: readonly {
  readonly name: string;
  /** An invariant where it is left out. */
  readonly oracle?: 'specification';
  readonly promise: string;
}[] = [
  {
    name: 'quiet-means-ended',
    promise:
      'When nothing is under way but periodic timers, every batch is terminal, unless a recorded fault took each answer that it waits for, or a restart its next command',
  },
  {
    name: 'every-batch-ends',
    promise:
      'Every batch of a searched world is terminal before the horizon of seven days: the monitor sees to it',
  },
  { name: 'time-moves-forward', promise: 'No step happens before the one before it' },
  {
    name: 'assertions-hold',
    promise: 'No assertion of the program fails; among them: each key is drawn at most once',
  },
  {
    name: 'decision-as-specified',
    oracle: 'specification',
    promise: 'Under current every decision, wave and final status is what the executable specification says',
  },
  {
    name: 'sweep-as-specified',
    oracle: 'specification',
    promise:
      'Under current the monitor calls those batches stuck or complete again that it must, and no other',
  },
];
