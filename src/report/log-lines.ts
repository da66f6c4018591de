/**
 * The service's log lines, made from the trace: JSON as pino writes it, one object a line, with virtual time.
 * Messages keep the vocabulary that operators grep for (02, "Logs and metrics"). Nothing was logged while the
 * world ran, so no log level can change a run.
 */
import { pino } from 'pino';
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact } from '../cj/facts.js';
import { kindOf, SERVICE_OF_KIND } from '../cj/services.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { isCalled } from './container-name.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import { counted } from './words-of.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogFilter {
  readonly batch: StoredBatch | null;
  /** A part of an actor's id, or of its name among the containers. */
  readonly actor: string | null;
  /** Lines of this level and above. */
  readonly level: LogLevel;
}

interface LogLine {
  readonly level: LogLevel;
  /** Module of the service that would have said it. */
  readonly module: string;
  readonly msg: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Lines with their line ends. */
export function logLines(world: StoredWorld, filter: LogFilter): readonly string[] {
  const lines: string[] = [];
  const log = pino(
    {
      level: filter.level,
      base: null,
      timestamp: false,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => lines.push(line) },
  );
  const uploads = new Map(world.batches.map(({ label, upload }) => [label, upload]));
  for (const record of world.records()) {
    if (filter.batch !== null && record.batch !== filter.batch.label) continue;
    if (filter.actor !== null && !isCalled(record.actor, filter.actor)) continue;
    const upload = record.batch === null ? undefined : uploads.get(record.batch);
    for (const { level, module, msg, fields } of linesOf(record)) {
      log[level](
        {
          time: isoOf(record.at),
          logger: `${SERVICE_OF_KIND.get(kindOf(record.actor)) ?? 'cjsim'}.${module}`,
          actor: record.actor,
          ...(record.batch === null ? {} : { batch_id: Number(record.batch) }),
          ...(upload
            ? { bos_batch_id: upload.bos_batch_id, correlation_id: upload.event_correlation_id }
            : {}),
          ...fields,
        },
        msg,
      );
    }
  }
  return lines;
}

/** Virtual time, so that no clock of this machine is read. */
function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

function linesOf(record: TraceRecord): readonly LogLine[] {
  const lines = (record.facts ?? []).flatMap((fact) => {
    const line = lineOfFact(fact);
    return line ? [line] : [];
  });
  const faults = (record.fault ?? []).map((fault) => warn('simulation.faults', `Fault injected: ${fault}`));
  return [...lines, ...(record.decision ? [lineOfDecision(record.decision)] : []), ...faults];
}

function lineOfDecision(record: DecisionRecord): LogLine {
  const { decision, budget_source, pairs_remaining, mode } = record;
  return {
    level: record.decision === 'FINALIZE_FAILURE' ? 'warn' : 'info',
    module: 'workflow_continuation',
    msg: `workflow_continuation: continuation decided ${decision}${mode === null ? '' : ` (${mode})`}, source ${budget_source}, ${pairs_remaining} pairs of remaining capacity`,
    fields: { ...record },
  };
}

function lineOfFact(fact: Fact): LogLine | null {
  const { fact: _, ...fields } = fact;
  const says = SAID[fact.fact] as ((fact: Fact) => LogLine) | undefined;
  return says === undefined ? null : { ...says(fact), fields };
}

type Says<Name extends Fact['fact']> = (fact: Extract<Fact, { readonly fact: Name }>) => LogLine;

/** What each fact sounds like in the service's logs; the others are not logged. */
const SAID: { readonly [Name in Fact['fact']]?: Says<Name> } = {
  'request.accepted': () =>
    info('batch_preparation', 'Request accepted, original_request stored in both tables'),
  'request.refused': ({ reason }) => error('batch_preparation', `Request refused: ${reason}`),
  'texts.missing': () => warn('content', 'Texts could not be fetched and are skipped'),
  'batch.prepared': () => info('batch_preparation', 'Batch prepared'),
  'budget.resolved': ({ source, cap, override }) =>
    info('budget', `Budget resolved: source ${source}, cap ${cap}, override ${override}`),
  'request.rehydrated': ({ from }) =>
    from === 'original_request'
      ? info('comparison_processing', 'Request rehydrated from original_request for the continuation')
      : warn(
          'comparison_processing',
          'original_request missing or invalid, rehydrated from the batch row without an override',
        ),
  'batching.fell_back': () =>
    warn('batch_submission', 'Provider without batch API, fell back to serial_bundle'),
  'wave.submitted': ({ iteration, pairs, mode }) =>
    info('batch_submission', `Wave ${iteration} submitted: ${counted(pairs, 'comparison')} (${mode})`),
  'calls.queued': ({ calls, requests, batching_mode }) =>
    debug(
      'queue',
      `${counted(requests, 'request')} joined into ${counted(calls, 'call')} (${batching_mode})`,
    ),
  'call.answered': ({ requests, errors }) =>
    debug('call', `Call answered: ${counted(requests, 'request')}, ${counted(errors, 'error')}`),
  'call.failed': ({ code, tries, retry_in_ms }) =>
    retry_in_ms === null
      ? error('call', `Call given up after ${counted(tries, 'try', 'tries')}: ${code}`)
      : warn('call', `Call failed: ${code}, tried again in ${retry_in_ms} ms`),
  'call.held_back': ({ why, for_ms }) => debug('call', `Call held back for ${for_ms} ms (${why})`),
  'circuit.opened': ({ failures, for_ms }) =>
    warn('circuit_breaker', `Circuit opened for ${for_ms} ms after ${counted(failures, 'failure')}`),
  'circuit.closed': () => info('circuit_breaker', 'Circuit closed'),
  'publish.failed': ({ topic, reason }) => warn('outbox', `Event not published: ${topic}, ${reason}`),
  'actor.restarted': ({ actor, state }) => warn('restart', `${actor} restarted in state ${state}`),
  'fit.done': ({ mean_se }) => debug('scoring', `Scores fitted, mean standard error ${mean_se}`),
  'callback.persisted': ({ usable, error_code }) =>
    usable
      ? debug('callbacks', 'Callback persisted')
      : warn('callbacks', `Callback persisted as error ${error_code}`),
  'callback.ignored': ({ why }) =>
    why === 'unknown'
      ? error('callbacks', 'Callback with an unknown correlation id')
      : info('callbacks', `Callback ${why}, ignored`),
  'continuation.waited': () =>
    info('workflow_continuation', 'workflow_continuation: continuation waits for pending callbacks'),
  'total_budget.missing': () =>
    error('workflow_continuation', 'workflow_continuation: continuation without a usable total_budget'),
  'fit.failed': ({ reason }) => warn('scoring', `Bradley-Terry fit failed: ${reason}`),
  'finish.refused': () => info('completion', 'Finalising refused: callbacks are pending'),
  'scores.renewed': ({ answers }) =>
    info('completion', `Scored again: ${counted(answers, 'answer')} came after the scoring`),
  'batch.finished': ({ status }) => info('completion', `Batch completed: ${status}`),
  'batch.failed': ({ reason }) => error('completion', `Batch failed: ${reason}`),
  'anchor.resolved': ({ tier }) =>
    debug('grade_projection', `grade_projection: anchor grade resolved by ${tier}`),
  'anchor.unresolved': ({ reason }) =>
    warn('grade_projection', `grade_projection: anchor grade not resolved (${reason})`),
  'projection.done': ({ students }) =>
    info('grade_projection', `grade_projection: grades projected for ${counted(students, 'student')}`),
  'projection.unavailable': ({ reason }) =>
    info('grade_projection', `grade_projection: unavailable (${reason})`),
  'event.published': ({ topic }) => info('outbox', `Event published: ${topic}`),
  'batch.stuck': () => warn('batch_monitor', 'Stuck batch detected'),
  'wave.complete_again': () => warn('batch_monitor', 'Idle batch hears once more that its wave is complete'),
  'batch.not_stuck': ({ open }) =>
    info('batch_monitor', `Batch is not stuck any more, ${counted(open, 'comparison')} open`),
  'callbacks.lost': ({ count }) =>
    warn('batch_monitor', `${counted(count, 'open comparison')} given up as CALLBACK_LOST`),
};

function debug(module: string, msg: string): LogLine {
  return { level: 'debug', module, msg };
}

function error(module: string, msg: string): LogLine {
  return { level: 'error', module, msg };
}

function info(module: string, msg: string): LogLine {
  return { level: 'info', module, msg };
}

function warn(module: string, msg: string): LogLine {
  return { level: 'warn', module, msg };
}
