import type { BatchAsSeen } from './expected-decision.js';

/** Unordered pairs by what became of them: answered, waiting for a retry, or given up. */
export function pairsByFate({ comparisons, settings }: BatchAsSeen) {
  const fates = new Map<string, { times: number; isAnswered: boolean; isOpen: boolean }>();
  for (const { a, b, winner } of comparisons) {
    const key = JSON.stringify(a < b ? [a, b] : [b, a]);
    const fate = fates.get(key) ?? { times: 0, isAnswered: false, isOpen: false };
    fate.times += 1;
    if (winner === null) fate.isOpen = true;
    else if (winner !== 'error') fate.isAnswered = true;
    fates.set(key, fate);
  }
  const attempts = settings.ENABLE_FAILED_COMPARISON_RETRY ? 1 + settings.MAX_RETRY_ATTEMPTS : 1;
  const failed = [...fates.values()].filter((fate) => !fate.isAnswered && !fate.isOpen);
  return {
    asked: fates.size,
    answered: [...fates.values()].filter((fate) => fate.isAnswered).length,
    waiting: failed.filter((fate) => fate.times < attempts).length,
    givenUp: failed.filter((fate) => fate.times >= attempts).length,
  };
}
