/** Places that a search should reach, told from trace records alone: `sometimes` a run comes by. */
import { OUTCOMES } from '../cj/continuation/decision-record.js';
import type { Fact } from '../cj/facts.js';
import { ANCHOR_TIERS } from '../cj/projection/anchor-tiers.js';
import { FAULT_NAMES } from '../sim/faults/fault-kinds.js';
import type { TraceRecord } from '../sim/trace-record.js';

export interface Probe {
  readonly name: string;
  /** Only records with this part, or with a fact of this name, are looked at. */
  readonly looksAt: 'decision' | 'fault' | 'step' | Fact['fact'];
  readonly met: (record: TraceRecord) => boolean;
}

const WAVES = OUTCOMES.filter((outcome) => outcome !== 'wait' && outcome !== 'nothing');
/** Facts that are news as such. */
const FACTS = [
  'texts.missing',
  'batching.fell_back',
  'fit.failed',
  'batch.stuck',
  'batch.not_stuck',
  'wave.complete_again',
  'callbacks.lost',
  'projection.unavailable',
  'projection.done',
  'circuit.opened',
  'circuit.closed',
  'publish.failed',
] as const;
const IGNORED = ['unknown', 'repeated', 'late'] as const;
const STATUSES = [
  'COMPLETE_STABLE',
  'COMPLETE_MAX_COMPARISONS',
  'COMPLETE_INSUFFICIENT_ESSAYS',
  'COMPLETE_FORCED_RECOVERY',
] as const;
const FAILURES = ['low_success_rate', 'stuck_timeout_insufficient_progress', 'cancelled'] as const;
const HELD_BACK = ['rate_limit', 'circuit'] as const;

export const PROBES: readonly Probe[] = [
  ...WAVES.map((outcome) => decided(`a decision led to ${outcome}`, (made) => made.outcome === outcome)),
  ...WAVES.map((outcome) =>
    decided(
      `a small net's decision led to ${outcome}`,
      (made) => made.is_small_net && made.outcome === outcome,
    ),
  ),
  decided('nothing was left to ask', (made) => made.nothing_left),
  decided('scores were stable', (made) => made.stability_passed),
  decided('a pair was given up', (made) => made.given_up_pairs_count > 0),
  decided('the budget was spent', (made) => made.budget_exhausted),
  decided('the success rate was too low', (made) => made.below_success_threshold),
  decided('no answer was usable', (made) => made.zero_successes),
  decided('a small net spent its passes', (made) => made.small_net_cap_reached),
  decided('a regular net spent its passes', (made) => made.regular_batch_cap_reached),
  decided('a wave was wanted and none was found', (made) => made.waves_requested.length > 1),
  ...FACTS.map((name) => fact(name, `the fact ${name}`, () => true)),
  ...IGNORED.map((why) =>
    fact('callback.ignored', `a callback was ignored as ${why}`, (known) => known.why === why),
  ),
  ...STATUSES.map((status) =>
    fact('batch.finished', `a batch ended ${status}`, (known) => known.status === status),
  ),
  ...FAILURES.map((reason) =>
    fact('batch.failed', `a batch failed: ${reason}`, (known) => known.reason === reason),
  ),
  ...HELD_BACK.map((why) =>
    fact('call.held_back', `a call was held back: ${why}`, (known) => known.why === why),
  ),
  ...ANCHOR_TIERS.map((tier) =>
    fact('anchor.resolved', `an anchor's grade came from ${tier}`, (known) => known.tier === tier),
  ),
  fact('call.failed', 'a call was given up', (known) => known.retry_in_ms === null),
  fact('call.failed', 'a call is to be tried again', (known) => known.retry_in_ms !== null),
  fact('request.rehydrated', 'a request was rebuilt from the row', (known) => known.from === 'batch_row'),
  fact('callback.persisted', 'an answer was an error', (known) => !known.usable),
  step('a batch was cancelled in mid-wave', ({ type, before, after }) => {
    return type === 'batch.cancel' && before === 'waitingCallbacks' && after === 'cancelled';
  }),
  step('a command found its batch cancelled', ({ type, before, facts }) => {
    return type !== 'batch.cancel' && before === 'cancelled' && facts === undefined;
  }),
  step('the runner gave up waiting', ({ after }) => after === 'timedOut'),
  step('the monitor recovered a batch', ({ type }) => type === 'recover-stuck'),
  step(
    'a batch lost its memory',
    ({ type, actor }) => type === 'actor.restart' && actor.startsWith('batch/'),
  ),
  ...FAULT_NAMES.map(
    (name): Probe => ({
      name: `the fault ${name}`,
      looksAt: 'fault',
      met: ({ fault }) => fault?.some((noted) => noted.startsWith(`${name}:`)) ?? false,
    }),
  ),
];

const BY_WHAT = new Map<Probe['looksAt'], Probe[]>();
for (const probe of PROBES) BY_WHAT.set(probe.looksAt, [...(BY_WHAT.get(probe.looksAt) ?? []), probe]);

/** The probes that a record may meet. */
export function* probesFor({ decision, fault, facts }: TraceRecord): Generator<Probe> {
  yield* BY_WHAT.get('step') ?? [];
  if (decision !== undefined) yield* BY_WHAT.get('decision') ?? [];
  if (fault !== undefined) yield* BY_WHAT.get('fault') ?? [];
  for (const { fact: name } of facts ?? []) yield* BY_WHAT.get(name) ?? [];
}

function decided(name: string, met: (made: NonNullable<TraceRecord['decision']>) => boolean): Probe {
  return { name, looksAt: 'decision', met: ({ decision }) => decision !== undefined && met(decision) };
}

function fact<Name extends Fact['fact']>(
  looksAt: Name,
  name: string,
  met: (known: Extract<Fact, { readonly fact: Name }>) => boolean,
): Probe {
  const isMet = (known: Fact): boolean =>
    known.fact === looksAt && met(known as Extract<Fact, { readonly fact: Name }>);
  return { name, looksAt, met: ({ facts }) => facts?.some(isMet) ?? false };
}

function step(name: string, met: Probe['met']): Probe {
  return { name, looksAt: 'step', met };
}
