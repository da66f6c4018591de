/** The steps of the LLM provider on their own, without a world: what they read of it is given. */
import type { Draw } from '../../cj/draw.js';
import type { ComparisonRequest, MessagePayloads } from '../../cj/messages.js';
import type { Settings } from '../../cj/settings.js';
import type { Verdict } from '../../judges/judge.js';
import { askJudge } from '../../steps/ask-judge.js';
import { queueCalls } from '../../steps/queue-calls.js';
import type { CallTrouble, StepContext, StepResult } from '../../steps/step.js';
import type { ProviderAsSeen } from './expected-call.js';

export interface AskedCall {
  readonly settings: Settings;
  readonly memory: ProviderAsSeen;
  readonly due: MessagePayloads['call.due'];
  readonly trouble: CallTrouble | null;
  /** By correlation id. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Of the wait before another try. */
  readonly chance: number;
}

export function askJudgeAt(now: number, asked: AskedCall): StepResult {
  const { settings, memory, due, trouble, verdicts, chance } = asked;
  const draw = Object.assign(() => chance, {
    under: () => () => chance,
    uuid: () => '',
    field: () => () => chance,
  }) as Draw;
  const context = {
    settings,
    draw,
    now,
    memory,
    outside: { callTrouble: () => trouble, publishTrouble: () => null },
    verdictOf: (_call: unknown, order: { readonly correlation_id: string }) =>
      verdicts.get(order.correlation_id),
  };
  return askJudge(context as unknown as StepContext, due);
}

export function queueCallsOf(request: ComparisonRequest, settings: Settings): StepResult {
  return queueCalls({ settings } as StepContext, request);
}
