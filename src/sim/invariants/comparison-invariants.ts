/** Promises about comparisons and counters. */

import { isTerminal, isUsable } from '../../cj/words.js';
import { broken, type Invariant } from './invariant.js';
import type { PairCounts, StateRow } from './observation.js';
import { pairKey } from './pair-key.js';

function areEqual(state: StateRow, { rows, usable, errors }: PairCounts): boolean {
  return (
    state.submitted_comparisons === rows &&
    state.total_comparisons === rows &&
    state.completed_comparisons === usable &&
    state.failed_comparisons === errors
  );
}

export const COMPARISON_INVARIANTS: readonly Invariant[] = [
  {
    name: 'counters-equal-rows',
    promise: 'Between two callbacks completed, failed and submitted are what the comparison rows say',
    check: ({ now: { state }, counts, isCallbackUnderWay }) => {
      if (isCallbackUnderWay || areEqual(state, counts)) return null;
      const counters = {
        submitted: state.submitted_comparisons,
        total: state.total_comparisons,
        completed: state.completed_comparisons,
        failed: state.failed_comparisons,
      };
      const rows = {
        submitted: counts.rows,
        total: counts.rows,
        completed: counts.usable,
        failed: counts.errors,
      };
      const names = ['submitted', 'total', 'completed', 'failed'] as const;
      const wrong = names.find((name) => counters[name] !== rows[name]);
      return wrong === undefined
        ? null
        : broken(`${wrong} is ${counters[wrong]}, the rows say ${rows[wrong]}`, { counters, rows });
    },
  },
  {
    name: 'answers-within-submissions',
    promise: 'completed + failed is at most submitted, and submitted at most total_budget',
    check: ({ now: { state } }) => {
      const {
        submitted_comparisons: submitted,
        completed_comparisons,
        failed_comparisons,
        total_budget,
      } = state;
      const received = completed_comparisons + failed_comparisons;
      if (received > submitted)
        return broken(`${received} answers to ${submitted} comparisons`, { received, submitted });
      if (total_budget === null ? submitted === 0 : submitted <= total_budget) return null;
      return broken(`${submitted} comparisons submitted of a budget of ${total_budget}`, {
        submitted,
        total_budget,
      });
    },
  },
  {
    name: 'rows-within-budget',
    promise: 'A batch never has more comparison rows than its budget allows',
    check: ({ now: { state }, counts, added }) =>
      added.length > 0 && state.total_budget !== null && counts.rows > state.total_budget
        ? broken(`${counts.rows} comparisons asked with a budget of ${state.total_budget}`, { ...counts })
        : null,
  },
  {
    name: 'one-answer',
    promise:
      'An answer that is stored never changes, and only an answered comparison has a time and a result',
    check: ({ added, changed }) => {
      for (const { was, now } of changed) {
        if (was.winner !== null && was.winner !== now.winner) {
          return broken(`comparison ${was.id} changed from ${was.winner} to ${now.winner}`, { was, now });
        }
      }
      for (const row of [...added, ...changed.map(({ now }) => now)]) {
        const isAnswered = row.winner !== null;
        const isError = row.winner === 'error';
        const isWhole = isAnswered === (row.completed_at !== null) && isError === (row.error_code !== null);
        const isConfident = isAnswered && !isError ? (row.confidence ?? 0) >= 1 : row.confidence === null;
        if (!isWhole || !isConfident) return broken(`comparison ${row.id} contradicts itself`, { row });
      }
      return null;
    },
  },
  {
    name: 'asked-again-with-reason',
    promise:
      'A pair is asked again only by resampling or retry, a retry only where no answer is usable, and no essay meets itself',
    check: ({ pairs, added }) => {
      if (added.length === 0) return null;
      const first = added[0]?.id ?? 0;
      const earlier = new Map<string, boolean>();
      for (const row of pairs) {
        if (row.id >= first) break;
        const key = pairKey(row.a, row.b);
        earlier.set(key, (earlier.get(key) ?? false) || isUsable(row.winner));
      }
      for (const row of added) {
        const key = pairKey(row.a, row.b);
        const isUsable = earlier.get(key);
        if (row.a === row.b) return broken(`essay ${row.a} is compared with itself`, { row });
        if (row.mode === 'coverage' && isUsable !== undefined)
          return broken(`a coverage wave asks ${row.a} and ${row.b} again`, { row });
        if (row.mode === 'retry' && isUsable !== false)
          return broken(`a retry of ${row.a} and ${row.b}, which need none`, { row });
        if (row.mode === 'coverage') earlier.set(key, false);
      }
      return null;
    },
  },
  {
    name: 'one-wave-at-a-time',
    promise: 'A wave is submitted only when no comparison of the batch is open',
    check: ({ added, countsBefore }) =>
      added.length > 0 && countsBefore.open > 0
        ? broken(`${added.length} comparisons submitted while ${countsBefore.open} are open`, {
            ...countsBefore,
          })
        : null,
  },
  {
    name: 'nothing-open-at-the-end',
    promise: 'A batch completes with every comparison answered, forced recovery excepted',
    check: ({ hasEnded, now: { state, upload }, counts }) =>
      hasEnded &&
      state.state === 'COMPLETED' &&
      upload.status !== 'COMPLETE_FORCED_RECOVERY' &&
      counts.open > 0
        ? broken(`completed with ${counts.open} comparisons open`, { ...counts })
        : null,
  },
  {
    name: 'completed-by-decision',
    promise: 'Only the batch itself ends itself: the row is terminal exactly when its actor is',
    check: ({ now: { state }, record }) => {
      if (!record.actor.startsWith('batch/') && record.actor !== 'monitor') return null;
      const isRow = isTerminal(state.state);
      const isActor = ['completed', 'failed', 'cancelled'].includes(record.after);
      const agrees =
        record.actor === 'monitor'
          ? !isRow || (record.rows['cj_batch_states'] ?? 0) === 0
          : isRow === isActor;
      return agrees
        ? null
        : broken(`the row is ${state.state}, the actor ${record.actor} is in ${record.after}`, {});
    },
  },
  {
    name: 'success-is-earned',
    promise:
      'A batch that completes without force has a usable answer, and the share of usable ones that its setting demands',
    check: ({ hasEnded, now: { state, upload }, counts, plan, settings }) => {
      if (!hasEnded || state.state !== 'COMPLETED' || counts.rows === 0) return null;
      if (upload.status === 'COMPLETE_FORCED_RECOVERY' && counts.usable > 0) return null;
      const share = counts.usable / (counts.usable + counts.errors);
      const least = plan.settings.MIN_SUCCESS_RATE_THRESHOLD;
      const isEnough = settings.some(
        ({ MIN_SUCCESS_RATE_THRESHOLD: held }) => held === null || share >= held,
      );
      if (counts.usable > 0 && isEnough) return null;
      return broken(`completed with ${counts.usable} usable answers and ${counts.errors} errors`, {
        ...counts,
        least,
      });
    },
  },
  {
    name: 'counting-loads-no-rows',
    promise:
      'A continuation reads each comparison row at most once (for fit and pairing), however many counts it needs',
    check: ({ record, rowsRead, countsBefore, now: { upload } }) => {
      if (record.type !== 'decide-continuation') return null;
      const most = countsBefore.rows + 2 * upload.expected_essay_count + 20;
      return rowsRead > most
        ? broken(`${rowsRead} rows read with ${countsBefore.rows} comparisons stored`, { rowsRead, most })
        : null;
    },
  },
];
