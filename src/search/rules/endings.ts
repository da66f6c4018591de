/** How a batch ends, is recovered and is covered, on drawn values. */
import { coverageByAnswers, coverageByClosedPairs } from '../../cj/continuation/coverage.js';
import { whenWaveIsIn } from '../../cj/continuation-due.js';
import { finishGuard, statusByCause } from '../../cj/finishing.js';
import {
  forceOrFail,
  giveUpOnceThenForce,
  type RecoveryAction,
  type StuckBatch,
} from '../../cj/monitoring.js';
import type { Settings } from '../../cj/settings.js';
import type { Broken } from '../../sim/invariants/invariant.js';
import { differs } from './differs.js';
import type { Rolls } from './rolls.js';

export function checkEndings(rolls: Rolls, defaults: Settings): Broken | null {
  const [submitted, completed, failed] = [rolls.whole(0, 4), rolls.whole(0, 3), rolls.whole(0, 3)];
  const received = completed + failed;
  const [isTerminal, forced] = [rolls.chance(0.3), rolls.chance(0.4)];
  const counters = rolls.chance(0.9) ? { submitted, completed, failed } : null;
  const isPending = counters === null || (!forced && submitted - received > 0);
  const totalBudget = rolls.pick([null, 1, 3, 5]);
  const [openPairs, lostBefore] = [rolls.whole(0, 2), rolls.whole(0, 2)];
  const settings = {
    ...defaults,
    ...rolls.pick([
      { BATCH_TIMEOUT_HOURS: 4, BATCH_MONITOR_INTERVAL_MINUTES: 5 },
      { BATCH_TIMEOUT_HOURS: 1, BATCH_MONITOR_INTERVAL_MINUTES: 240 },
    ]),
    FORCED_SCORING_MIN_PROGRESS_PCT: rolls.pick([0, 20, 60, 80, 100]),
  };
  const [hasMoved, isDecided, wasTold] = [rolls.chance(0.3), rolls.chance(0.5), rolls.chance(0.7)];
  const batch = {
    callbacksReceived: received,
    completed,
    totalBudget,
    openPairs,
    lostBefore,
    idleMs: rolls.pick([0, 59, 60, 299, 300, 479, 480]) * 60_000,
    hasMoved,
    isDecided,
    wasTold,
  };
  const share = totalBudget === null ? 0 : received / totalBudget;
  const scored =
    completed > 0 && share * 100 >= settings.FORCED_SCORING_MIN_PROGRESS_PCT ? 'force_scoring' : 'fail';
  const counts = {
    submitted,
    completed,
    failed,
    totalComparisons: submitted,
    completionThresholdPct: 95,
    answeredRows: () => 0,
  };
  const stability_passed = rolls.chance(0.5);
  return differs(
    'how a batch ends',
    { batch, counters, isTerminal, forced, settings: settings.FORCED_SCORING_MIN_PROGRESS_PCT },
    [
      [
        'the guard',
        finishGuard({ counters, isTerminal, forced }),
        isTerminal ? 'left_alone' : isPending ? 'pending' : 'finish',
      ],
      ['a stuck batch of the service', forceOrFail(batch, settings), scored],
      ['a stuck batch', giveUpOnceThenForce(batch, settings), stuckAction(batch, settings, scored)],
      ['the wave', whenWaveIsIn(counts), submitted > 0 && received >= submitted ? 'wave' : null],
      [
        'the status',
        statusByCause({ stability_passed }),
        stability_passed ? 'COMPLETE_STABLE' : 'COMPLETE_MAX_COMPARISONS',
      ],
      ['the status without a decision', statusByCause(null), 'COMPLETE_MAX_COMPARISONS'],
    ],
  );
}

/** Of a time-out of four hours and sweeps every five minutes, or of one hour and sweeps every four hours. */
function stuckAction(
  { openPairs, totalBudget, lostBefore, idleMs, hasMoved, isDecided, wasTold }: StuckBatch,
  { BATCH_TIMEOUT_HOURS: hours }: Settings,
  scored: RecoveryAction,
): RecoveryAction {
  const isLate = idleMs >= (hours === 4 ? 8 : 5) * 3_600_000;
  if (openPairs === 0) return isLate && wasTold && (isDecided || totalBudget === null) ? scored : 'go_on';
  if (hasMoved) return 'keep_waiting';
  return lostBefore === 0 ? 'give_up_open' : scored;
}

export function checkCoverageRules(rolls: Rolls): Broken | null {
  const counts = {
    maxPossible: rolls.pick([0, 1, 3, 6]),
    successful: rolls.whole(0, 6),
    givenUp: rolls.whole(0, 2),
    waitingRetry: rolls.whole(0, 2),
  };
  const number = () => rolls.pick([undefined, 0, 2, 5, 'x', -1]);
  const [possible, successful, complete] = [number(), number(), rolls.pick([undefined, true, false, 'true'])];
  const stored = {
    max_possible_pairs: possible,
    successful_pairs_count: successful,
    unique_coverage_complete: complete,
  };
  const told = rolls.chance(0.2) ? null : counts;
  const atLeast0 = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 0);
  const expected = (fresh: typeof counts | null, recounted: boolean) => {
    const maxPossible = Math.max(atLeast0(possible), fresh?.maxPossible ?? 0);
    const answered = Math.max(atLeast0(successful), fresh?.successful ?? 0);
    const givenUp = fresh?.givenUp ?? 0;
    const isClosed = maxPossible > 0 && answered + givenUp >= maxPossible;
    const waitingRetry = fresh?.waitingRetry ?? 0;
    return {
      recounted,
      maxPossible,
      successful: answered,
      givenUp,
      waitingRetry,
      complete: complete === true || isClosed,
    };
  };
  const asService = told === null || complete === true ? null : { ...told, givenUp: 0, waitingRetry: 0 };
  return differs('coverage', { stored, told }, [
    ['current', coverageByClosedPairs(stored, () => told), expected(told, true)],
    ['service', coverageByAnswers(stored, () => told), expected(asService, complete !== true)],
  ]);
}
