/**
 * The provider takes comparison requests and joins them into calls: one each in `per_request` mode, up to
 * `SERIAL_BUNDLE_MAX_REQUESTS` compatible ones of a wave in `serial_bundle`, all in `provider_batch_api`.
 */
import type { ComparisonRequest, Outgoing } from '../cj/messages.js';
import type { Settings } from '../cj/settings.js';
import type { Step } from './step.js';

export const queueCalls: Step<ComparisonRequest> = ({ settings }, request) => {
  const size = callSize(request, settings);
  const messages: Outgoing[] = [];
  for (let from = 0; from < request.orders.length; from += size) {
    const call = { ...request, orders: request.orders.slice(from, from + size) };
    messages.push({
      to: 'llm_provider',
      type: 'call.due',
      key: call.orders[0]?.correlation_id ?? '',
      payload: { call, attempt: 1, tries: 0 },
    });
  }
  return {
    event: { type: 'calls.queued' },
    messages,
    facts: [
      {
        fact: 'calls.queued',
        calls: messages.length,
        requests: request.orders.length,
        batching_mode: request.batching_mode,
      },
    ],
  };
};

function callSize({ batching_mode, orders }: ComparisonRequest, settings: Settings): number {
  if (batching_mode === 'per_request') return 1;
  return batching_mode === 'serial_bundle' ? settings.SERIAL_BUNDLE_MAX_REQUESTS : orders.length;
}
