/** Promises about states, the end of a batch, and what it publishes. */
import { canonicalJson } from '../../cj/canonical-json.js';
import { HOUR_MS } from '../../cj/durations.js';
import { virtualTime } from '../../store/timestamp.js';
import type { WorldPlan } from '../scenario/world-plan.js';
import type { TraceRecord } from '../trace-record.js';
import { broken, type Invariant } from './invariant.js';

const ARROWS: ReadonlyMap<string, readonly string[]> = new Map([
  ['INITIALIZING', ['GENERATING_PAIRS', 'WAITING_CALLBACKS', 'COMPLETED', 'FAILED', 'CANCELLED']],
  ['GENERATING_PAIRS', ['WAITING_CALLBACKS', 'FAILED', 'CANCELLED']],
  ['WAITING_CALLBACKS', ['SCORING', 'FAILED', 'CANCELLED']],
  ['SCORING', ['COMPLETED', 'FAILED', 'CANCELLED']],
]);

const STATUSES: ReadonlyMap<string, readonly string[]> = new Map([
  ['INITIALIZING', ['PENDING', 'FETCHING_CONTENT']],
  ['GENERATING_PAIRS', ['FETCHING_CONTENT', 'PERFORMING_COMPARISONS']],
  ['WAITING_CALLBACKS', ['PERFORMING_COMPARISONS']],
  [
    'SCORING',
    ['PERFORMING_COMPARISONS', 'COMPLETE_STABLE', 'COMPLETE_MAX_COMPARISONS', 'COMPLETE_FORCED_RECOVERY'],
  ],
  [
    'COMPLETED',
    [
      'COMPLETE_STABLE',
      'COMPLETE_MAX_COMPARISONS',
      'COMPLETE_INSUFFICIENT_ESSAYS',
      'COMPLETE_FORCED_RECOVERY',
    ],
  ],
  ['FAILED', ['ERROR_PROCESSING', 'ERROR_ESSAY_PROCESSING']],
  ['CANCELLED', ['ERROR_PROCESSING']],
]);

const COMPLETED = 'huleedu.cj_assessment.completed.v1';
const FAILED = 'huleedu.cj_assessment.failed.v1';
const RESULT = 'huleedu.assessment.result.published.v1';

export const ENDING_INVARIANTS: readonly Invariant[] = [
  {
    name: 'state-follows-the-arrows',
    promise: 'The fine state changes only along the arrows of the batch machine',
    check: ({ now, before }) => {
      const from = before?.state.state ?? 'INITIALIZING';
      const to = now.state.state;
      return from === to || ARROWS.get(from)?.includes(to)
        ? null
        : broken(`the state went from ${from} to ${to}`, { from, to });
    },
  },
  {
    name: 'state-and-status-agree',
    promise: 'The coarse status belongs to the fine state',
    check: ({ now: { state, upload } }) =>
      STATUSES.get(state.state)?.includes(upload.status)
        ? null
        : broken(`state ${state.state} with status ${upload.status}`, {
            state: state.state,
            status: upload.status,
          }),
  },
  {
    name: 'the-end-is-final',
    promise: 'Nothing of a batch changes after it is terminal',
    check: ({ wasTerminal, now, before, added, changed }) => {
      if (!wasTerminal || before === null) return null;
      if (added.length > 0 || changed.length > 0)
        return broken('comparisons changed after the end', { added, changed });
      if (now === before || canonicalJson(now) === canonicalJson(before)) return null;
      return broken('the rows of the batch changed after its end', { before: before.state, now: now.state });
    },
  },
  {
    name: 'one-completion-event',
    promise: 'A batch that ended has published its end once, and one that has not ended nothing',
    check: ({ record, now: { state }, batch, reader, wasTerminal, hasEnded }) => {
      if (!hasEnded && !(wasTerminal && (record.rows['event_outbox'] ?? 0) > 0)) return null;
      const topics = reader.events(batch.id).map((event) => event.topic);
      const ends = topics.filter((topic) => topic === COMPLETED || topic === FAILED);
      const expected = state.state === 'COMPLETED' ? COMPLETED : FAILED;
      return ends.length === 1 && ends[0] === expected
        ? null
        : broken(`${ends.length} events tell the end`, { state: state.state, topics });
    },
  },
  {
    name: 'results-are-the-students',
    promise: 'The result event has every student once, with the projected grade, and nobody else',
    check: ({ hasEnded, now: { state }, batch, reader }) => {
      if (!hasEnded || state.state !== 'COMPLETED') return null;
      const event = reader.events(batch.id).find(({ topic }) => topic === RESULT);
      if (event === undefined) return null;
      const { results } = JSON.parse(event.event_data) as { readonly results: readonly PublishedRow[] };
      const grades = new Map(
        reader.projections(batch.id).map((row) => [row.els_essay_id, row.primary_grade]),
      );
      const students = reader
        .essays(batch.id)
        .filter((essay) => essay.is_anchor === 0)
        .map((essay) => essay.els_essay_id);
      const published = new Set(results.map((row) => row.els_essay_id));
      const stranger = results.find((row) => !students.includes(row.els_essay_id));
      if (stranger !== undefined)
        return broken(`${stranger.els_essay_id} is published and is no student`, { stranger });
      const missing = students.find((id) => !published.has(id));
      if (missing !== undefined || results.length !== students.length)
        return broken('students are missing', { missing });
      const other = results.find(
        (row) => grades.has(row.els_essay_id) && grades.get(row.els_essay_id) !== row.grade,
      );
      return other === undefined ? null : broken('another grade is published than projected', { other });
    },
  },
  {
    name: 'stuck-means-waiting',
    promise:
      'Only a batch that waits for answers, and had none for the whole time-out on the clock of the monitor, is given up, forced or failed by it',
    check: ({ record, before, countsBefore, plan, settings }) => {
      if (before === null || !isRecovery(record)) return null;
      if (countsBefore.open === 0)
        return broken('a batch that waited for nothing was left to the monitor', { ...countsBefore });
      const { last_activity_at } = before.state;
      const idleMs = monitorTime(plan, record.at) - virtualTime(last_activity_at);
      return settings.every(({ BATCH_TIMEOUT_HOURS }) => idleMs < BATCH_TIMEOUT_HOURS * HOUR_MS)
        ? broken('the monitor ended the wait of a batch that is alive', { last_activity_at, idleMs })
        : null;
    },
  },
];

/** The batch did as the monitor told it: gave up what is open, was scored by force, or failed. */
function isRecovery({ type, after, facts = [] }: TraceRecord): boolean {
  return (
    type === 'recover-stuck' &&
    (after === 'projecting' || after === 'failing' || facts.some(({ fact }) => fact === 'callbacks.lost'))
  );
}

function monitorTime({ faults, clockStartMs }: WorldPlan, at: number): number {
  return faults
    .filter(({ name, fromMs }) => name === 'clock-jump' && clockStartMs + fromMs <= at)
    .reduce((time, { byMs }) => time + byMs, at);
}

interface PublishedRow {
  readonly els_essay_id: string;
  readonly grade: string;
}
