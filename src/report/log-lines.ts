/**
 * The service's log lines, made from the trace: JSON as pino writes it, one object a line, with virtual time.
 * Messages keep the vocabulary that operators grep for (02, "Logs and metrics"). Nothing was logged while the
 * world ran, so no log level can change a run.
 */
import { pino } from 'pino';
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact } from '../cj/facts.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogFilter {
  readonly batch: StoredBatch | null;
  /** An actor's id or a part of it. */
  readonly actor: string | null;
  /** Lines of this level and above. */
  readonly level: LogLevel;
  /** The last so many lines. */
  readonly tail: number | null;
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
  const uuids = new Map(world.batches.map(({ label, upload }) => [label, upload]));
  for (const record of world.records()) {
    if (filter.batch !== null && record.batch !== filter.batch.label) continue;
    if (filter.actor !== null && !record.actor.includes(filter.actor)) continue;
    const upload = record.batch === null ? undefined : uuids.get(record.batch);
    for (const { level, module, msg, fields } of linesOf(record)) {
      log[level](
        {
          time: isoOf(record.at),
          logger: `cj_assessment_service.${module}`,
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
  return filter.tail === null ? lines : lines.slice(-filter.tail);
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
  const said = saidOf(fact);
  return said === null ? null : { ...said, fields };
}

function saidOf(fact: Fact): LogLine | null {
  switch (fact.fact) {
    case 'request.accepted':
      return info('batch_preparation', 'Request accepted, original_request stored in both tables');
    case 'texts.missing':
      return warn('content', 'Texts could not be fetched and are skipped');
    case 'batch.prepared':
      return info('batch_preparation', 'Batch prepared');
    case 'budget.resolved':
      return info(
        'budget',
        `Budget resolved: source ${fact.source}, cap ${fact.cap}, override ${fact.override}`,
      );
    case 'request.rehydrated':
      return fact.from === 'original_request'
        ? info('comparison_processing', 'Request rehydrated from original_request for the continuation')
        : warn(
            'comparison_processing',
            'original_request missing or invalid, rehydrated from the batch row without an override',
          );
    case 'batching.fell_back':
      return warn('batch_submission', 'Provider without batch API, fell back to serial_bundle');
    case 'wave.submitted':
      return info(
        'batch_submission',
        `Wave ${fact.iteration} submitted: ${fact.pairs} comparisons (${fact.mode})`,
      );
    case 'callback.persisted':
      return fact.usable
        ? { level: 'debug', module: 'callbacks', msg: 'Callback persisted' }
        : warn('callbacks', `Callback persisted as error ${fact.error_code}`);
    case 'callback.ignored':
      return fact.why === 'unknown'
        ? { level: 'error', module: 'callbacks', msg: 'Callback with an unknown correlation id' }
        : info('callbacks', `Callback ${fact.why}, ignored`);
    case 'continuation.waited':
      return info('workflow_continuation', 'workflow_continuation: continuation waits for pending callbacks');
    case 'total_budget.missing':
      return {
        level: 'error',
        module: 'workflow_continuation',
        msg: 'workflow_continuation: continuation without a usable total_budget',
      };
    case 'fit.failed':
      return warn('scoring', `Bradley-Terry fit failed: ${fact.reason}`);
    case 'finish.refused':
      return info('completion', 'Finalising refused: callbacks are pending');
    case 'batch.finished':
      return info('completion', `Batch completed: ${fact.status}`);
    case 'batch.failed':
      return { level: 'error', module: 'completion', msg: `Batch failed: ${fact.reason}` };
    case 'anchor.resolved':
      return {
        level: 'debug',
        module: 'grade_projection',
        msg: `grade_projection: anchor grade resolved by ${fact.tier}`,
      };
    case 'anchor.unresolved':
      return warn('grade_projection', `grade_projection: anchor grade not resolved (${fact.reason})`);
    case 'projection.done':
      return info('grade_projection', `grade_projection: grades projected for ${fact.students} students`);
    case 'projection.unavailable':
      return info('grade_projection', `grade_projection: unavailable (${fact.reason})`);
    case 'event.published':
      return info('outbox', `Event published: ${fact.topic}`);
    case 'batch.stuck':
      return warn('batch_monitor', 'Stuck batch detected');
    case 'wave.complete_again':
      return warn('batch_monitor', 'Idle batch hears once more that its wave is complete');
    case 'callbacks.lost':
      return warn('batch_monitor', `${fact.count} open comparisons given up as CALLBACK_LOST`);
    default:
      return null;
  }
}

function info(module: string, msg: string): LogLine {
  return { level: 'info', module, msg };
}

function warn(module: string, msg: string): LogLine {
  return { level: 'warn', module, msg };
}
