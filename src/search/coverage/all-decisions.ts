/** Every outcome of a continuation × batching mode × size of the net. */
import { OUTCOMES } from '../../cj/continuation/decision-record.js';
import { BATCHING_MODES } from '../../cj/words.js';
import { decisionOf } from './reached-by.js';

export function allDecisions(): readonly string[] {
  return OUTCOMES.flatMap((outcome) =>
    BATCHING_MODES.flatMap((batching_mode) =>
      [true, false].map((is_small_net) => decisionOf({ outcome, batching_mode, is_small_net })),
    ),
  );
}
