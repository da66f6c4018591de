/**
 * Faults on the way to the model, its answers, and the broker: what a step is told by `outside` where a real
 * service would find out from the network. Asked before the judge: a call that does not get through asks nobody.
 */
import type { ComparisonOrder, ComparisonRequest } from '../../cj/messages.js';
import type { Verdict } from '../../judges/judge.js';
import { checkVerdict } from '../../judges/verdict.js';
import type { CallTrouble, Outside } from '../../steps/step.js';
import type { FaultDesk } from './fault-desk.js';
import type { FaultName } from './fault-kinds.js';
import type { FaultPlan } from './fault-plan.js';

/** A refusal takes as long as a short answer of a server. */
const REFUSAL_MS = 200;

const TROUBLES: Partial<Readonly<Record<FaultName, (fault: FaultPlan) => CallTrouble>>> = {
  'provider-outage': () => ({
    code: 'SERVICE_UNAVAILABLE',
    message: 'HTTP 503: no server answers',
    tookMs: REFUSAL_MS,
    retryAfterMs: null,
  }),
  'provider-503': () => ({
    code: 'SERVICE_UNAVAILABLE',
    message: 'HTTP 503',
    tookMs: REFUSAL_MS,
    retryAfterMs: null,
  }),
  'provider-500': () => ({
    code: 'SERVER_ERROR',
    message: 'HTTP 500',
    tookMs: REFUSAL_MS,
    retryAfterMs: null,
  }),
  'provider-429': ({ byMs }) => ({
    code: 'RATE_LIMITED',
    message: 'HTTP 429',
    tookMs: REFUSAL_MS,
    retryAfterMs: byMs,
  }),
  'provider-timeout': ({ byMs }) => ({
    code: 'TIMEOUT',
    message: `no answer within ${byMs} ms`,
    tookMs: byMs,
    retryAfterMs: null,
  }),
  'provider-burst': () => ({
    code: 'SERVER_ERROR',
    message: 'HTTP 500',
    tookMs: REFUSAL_MS,
    retryAfterMs: null,
  }),
};

export interface CallFaults extends Outside {
  /** The verdict as it comes back. */
  readonly alter: (verdict: Verdict, call: ComparisonRequest, order: ComparisonOrder) => Verdict;
}

export function callFaults(desk: FaultDesk): CallFaults {
  const troubling = desk.planned(...(Object.keys(TROUBLES) as FaultName[]));
  const altering = desk.planned('provider-slow', 'judge-nonsense');
  const publishing = desk.planned('outbox-failure');
  const asked = new Map<string, CallTrouble | null>();
  const isBurst = burstsOf(desk);

  const troubleOf = (call: ComparisonRequest, tries: number): CallTrouble | null => {
    const first = call.orders[0]?.correlation_id ?? '';
    for (const fault of troubling) {
      const strikes =
        fault.name === 'provider-burst'
          ? isBurst(fault, call, tries)
          : desk.strikes(fault, call.label, [first, tries]);
      if (!strikes) continue;
      desk.note(fault.name, `call of ${call.orders.length}, ${first}, try ${tries + 1}`);
      return TROUBLES[fault.name]?.(fault) ?? null;
    }
    return null;
  };

  return {
    callTrouble(call, tries) {
      if (troubling.length === 0) return null;
      const key = `${call.orders[0]?.correlation_id ?? ''}/${tries}`;
      // The world asks before it asks the judge, and the step asks again: where it waits for verdicts, other steps later.
      const known = asked.get(key);
      if (known !== undefined) return known;
      const trouble = troubleOf(call, tries);
      asked.set(key, trouble);
      return trouble;
    },
    publishTrouble(event, tries, label) {
      const fault = publishing.find((planned) => desk.strikes(planned, label, [event, tries]));
      if (fault === undefined) return null;
      desk.note(fault.name, event);
      return 'the broker did not take the event';
    },
    alter: (verdict, call, order) => {
      let given = verdict;
      for (const fault of altering) {
        if (!desk.strikes(fault, call.label, [order.correlation_id])) continue;
        desk.note(fault.name, order.correlation_id);
        const latencyMs = given.latencyMs ?? 0;
        given =
          fault.name === 'judge-nonsense'
            ? checkVerdict({ winner: 'essay_c', confidence: 9, latencyMs })
            : { ...given, latencyMs: latencyMs + fault.byMs };
      }
      return given;
    },
  };
}

/**
 * A share `rate` of the waves, or the `nth` of each batch, is a burst; the first try of every call in it fails.
 * Drawn once a wave.
 */
function burstsOf(desk: FaultDesk): (fault: FaultPlan, call: ComparisonRequest, tries: number) => boolean {
  const drawn = new Map<string, number>();
  const numberOf = (fault: FaultPlan, { label, iteration }: ComparisonRequest): number => {
    const wave = JSON.stringify([fault.ordinal, label, iteration]);
    const number = drawn.get(wave) ?? desk.draw(fault, 'wave', [label, iteration]);
    drawn.set(wave, number);
    return number;
  };
  return (fault, call, tries) =>
    tries === 0 &&
    (fault.nth === null || fault.nth.includes(call.iteration)) &&
    desk.strikes({ ...fault, rate: 1, nth: null }, call.label, []) &&
    (fault.rate >= 1 || numberOf(fault, call) < fault.rate);
}
