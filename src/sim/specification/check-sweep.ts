/** What a sweep of the monitor must say (02, "Monitor"), from the rows of every batch as they are. */
import { isTerminal } from '../../cj/words.js';
import { virtualTime } from '../../store/timestamp.js';
import { type Broken, broken } from '../invariants/invariant.js';
import type { StateRow } from '../invariants/observation.js';
import type { TraceRecord } from '../trace-record.js';

export interface SweepLimits {
  readonly BATCH_TIMEOUT_HOURS: number;
  readonly BATCH_MONITOR_INTERVAL_MINUTES: number;
}

export function checkSweep(
  { at, facts = [] }: TraceRecord,
  batches: readonly { readonly id: number; readonly state: StateRow }[],
  limits: SweepLimits,
): Broken | null {
  const expected = batches
    .filter(({ state }) => !isTerminal(state.state))
    .map(({ id, state }) => `${id} ${verdictOn(state, at - virtualTime(state.last_activity_at), limits)}`)
    .filter((verdict) => !verdict.endsWith(' leave'));
  const told = facts.flatMap((fact) => {
    if (fact.fact === 'batch.stuck') return [`${fact.batch_id} stuck`];
    return fact.fact === 'wave.complete_again' ? [`${fact.batch_id} again`] : [];
  });
  const isSame = expected.length === told.length && expected.every((verdict) => told.includes(verdict));
  return isSame ? null : broken('the monitor sweeps otherwise', { told, expected });
}

function verdictOn(state: StateRow, idleMs: number, limits: SweepLimits): 'stuck' | 'again' | 'leave' {
  if (idleMs >= limits.BATCH_TIMEOUT_HOURS * 3_600_000) return 'stuck';
  const answers = state.completed_comparisons + state.failed_comparisons;
  const isIdle = state.state === 'WAITING_CALLBACKS' && state.submitted_comparisons > 0;
  const isLong = idleMs >= limits.BATCH_MONITOR_INTERVAL_MINUTES * 60_000;
  return isIdle && isLong && answers >= state.submitted_comparisons ? 'again' : 'leave';
}
