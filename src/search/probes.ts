/** Places that a search should reach, told from trace records alone: `sometimes` a run comes by. */
import type { Fact } from '../cj/facts.js';
import type { TraceRecord } from '../sim/trace-record.js';

export interface Probe {
  readonly name: string;
  readonly met: (record: TraceRecord) => boolean;
}

const OUTCOMES = ['resample', 'coverage', 'retry', 'finalize_scoring', 'finalize_failure'] as const;
const FACTS = [
  'texts.missing',
  'batching.fell_back',
  'continuation.waited',
  'fit.failed',
  'finish.refused',
  'batch.failed',
  'anchor.unresolved',
  'projection.unavailable',
  'projection.done',
  'batch.stuck',
  'wave.complete_again',
  'callbacks.lost',
] as const;
const IGNORED = ['unknown', 'repeated', 'late'] as const;
const STATUSES = [
  'COMPLETE_STABLE',
  'COMPLETE_MAX_COMPARISONS',
  'COMPLETE_INSUFFICIENT_ESSAYS',
  'COMPLETE_FORCED_RECOVERY',
] as const;
const REASONS = [
  'low_success_rate',
  'scoring_failed',
  'stuck_timeout_insufficient_progress',
  'cancelled',
] as const;

export const PROBES: readonly Probe[] = [
  ...OUTCOMES.map((outcome) =>
    probe(`a decision led to ${outcome}`, ({ decision }) => decision?.outcome === outcome),
  ),
  ...OUTCOMES.map((outcome) =>
    probe(
      `a small net's decision led to ${outcome}`,
      ({ decision }) => decision?.is_small_net === true && decision.outcome === outcome,
    ),
  ),
  ...FACTS.map((fact) => probe(`the fact ${fact}`, (record) => has(record, (known) => known.fact === fact))),
  ...IGNORED.map((why) =>
    probe(`a callback was ignored as ${why}`, (record) =>
      has(record, (fact) => fact.fact === 'callback.ignored' && fact.why === why),
    ),
  ),
  ...STATUSES.map((status) =>
    probe(`a batch ended ${status}`, (record) =>
      has(record, (fact) => fact.fact === 'batch.finished' && fact.status === status),
    ),
  ),
  ...REASONS.map((reason) =>
    probe(`a batch failed: ${reason}`, (record) =>
      has(record, (fact) => fact.fact === 'batch.failed' && fact.reason === reason),
    ),
  ),
  probe('nothing was left to ask', ({ decision }) => decision?.nothing_left === true),
  probe('scores were stable', ({ decision }) => decision?.stability_passed === true),
  probe('a pair was given up', ({ decision }) => (decision?.given_up_pairs_count ?? 0) > 0),
  probe('the budget was spent', ({ decision }) => decision?.budget_exhausted === true),
  probe('the success rate was too low', ({ decision }) => decision?.below_success_threshold === true),
  probe('a small net spent its passes', ({ decision }) => decision?.small_net_cap_reached === true),
  probe('a fault was injected', ({ fault }) => fault !== undefined),
  probe('a request was rebuilt from the row', (record) =>
    has(record, (fact) => fact.fact === 'request.rehydrated' && fact.from === 'batch_row'),
  ),
  probe('an answer was an error', (record) =>
    has(record, (fact) => fact.fact === 'callback.persisted' && !fact.usable),
  ),
  probe('a consumer was between two transactions', ({ after }) => after === 'persisting'),
  probe('the monitor recovered a batch', ({ type }) => type === 'recover-stuck'),
];

function probe(name: string, met: Probe['met']): Probe {
  return { name, met };
}

function has({ facts }: TraceRecord, met: (fact: Fact) => boolean): boolean {
  return facts?.some(met) ?? false;
}
