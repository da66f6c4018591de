/**
 * Faults on the way to the model, its answers, and the broker: what a step is told by `outside` where a real
 * service would find out from the network. Asked before the judge: a call that does not get through asks nobody.
 */
import type { KeyPart } from '../../cj/draw.js';
import type { ComparisonOrder, ComparisonRequest } from '../../cj/messages.js';
import type { CorrelationId } from '../../cj/words.js';
import type { Verdict } from '../../judges/judge.js';
import { checkVerdict } from '../../judges/verdict.js';
import type { CallTrouble, Outside } from '../../steps/step.js';
import type { FaultDesk } from './fault-desk.js';
import type { FaultName } from './fault-kinds.js';
import type { FaultPlan } from './fault-plan.js';

/** A refusal takes as long as a short answer of a server. */
const REFUSAL_MS = 200;

const TROUBLES: Partial<Readonly<Record<FaultName, (fault: FaultPlan) => CallTrouble>>> = {
  'provider-outage': () => refusal('SERVICE_UNAVAILABLE', 'HTTP 503: no server answers'),
  'provider-503': () => refusal('SERVICE_UNAVAILABLE', 'HTTP 503'),
  'provider-500': () => refusal('SERVER_ERROR', 'HTTP 500'),
  'provider-burst': () => refusal('SERVER_ERROR', 'HTTP 500'),
  'provider-429': ({ byMs }) => ({ ...refusal('RATE_LIMITED', 'HTTP 429'), retryAfterMs: byMs }),
  'provider-timeout': ({ byMs }) => ({
    code: 'TIMEOUT',
    message: `no answer within ${byMs} ms`,
    tookMs: byMs,
    retryAfterMs: null,
  }),
};

function refusal(code: string, message: string): CallTrouble {
  return { code, message, tookMs: REFUSAL_MS, retryAfterMs: null };
}

export interface CallFaults extends Outside {
  /** Something else may run before the call that was asked for: it is asked for anew when its turn comes. */
  readonly putOff: () => void;
  /** The verdict as it comes back. */
  readonly alter: (verdict: Verdict, call: ComparisonRequest, order: ComparisonOrder) => Verdict;
}

export function callFaults(desk: FaultDesk): CallFaults {
  const troubling = desk.planned(...(Object.keys(TROUBLES) as FaultName[]));
  const altering = desk.planned('provider-slow', 'judge-nonsense');
  const publishing = desk.planned('outbox-failure');
  let asked: AskedCall | null = null;
  const drawn = drawnOnce(desk);
  const isDrawn = (fault: FaultPlan, purpose: string, key: readonly KeyPart[]): boolean =>
    fault.rate >= 1 || drawn(fault, purpose, key) < fault.rate;

  /**
   * A share `rate` of the waves, or the `nth` of each batch, is a burst; the first try of every call in it fails.
   * Drawn once a wave.
   */
  const isBurst = (fault: FaultPlan, { label, iteration }: ComparisonRequest, tries: number): boolean =>
    tries === 0 &&
    (fault.nth === null || fault.nth.includes(iteration)) &&
    desk.isTurn({ ...fault, nth: null }, label) &&
    isDrawn(fault, 'wave', [label, iteration]);

  const troubleOf = (call: ComparisonRequest, tries: number): CallTrouble | null => {
    const first = call.orders[0]?.correlation_id ?? '';
    for (const fault of troubling) {
      const strikes =
        fault.name === 'provider-burst'
          ? isBurst(fault, call, tries)
          : desk.isTurn(fault, call.label) && isDrawn(fault, 'strikes', [first, tries]);
      if (!strikes) continue;
      desk.note(fault.name, `call of ${call.orders.length}, ${first}, try ${tries + 1}`);
      return TROUBLES[fault.name]?.(fault) ?? null;
    }
    return null;
  };

  return {
    callTrouble(call, tries) {
      if (troubling.length === 0) return null;
      const first = call.orders[0]?.correlation_id;
      // The world asks before it asks the judge, and the step asks again.
      if (asked === null || asked.first !== first || asked.tries !== tries)
        asked = { first, tries, trouble: troubleOf(call, tries) };
      return asked.trouble;
    },
    putOff() {
      asked = null;
      desk.putOff();
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

/** What became of the call that was asked for last. */
interface AskedCall {
  readonly first: CorrelationId | undefined;
  readonly tries: number;
  readonly trouble: CallTrouble | null;
}

/** Each number is drawn once, also where its call is put off and asked for again. */
function drawnOnce(desk: FaultDesk): FaultDesk['draw'] {
  const drawn = new Map<string, number>();
  return (fault, purpose, key) => {
    const name = JSON.stringify([fault.ordinal, purpose, ...key]);
    const number = drawn.get(name) ?? desk.draw(fault, purpose, key);
    drawn.set(name, number);
    return number;
  };
}
