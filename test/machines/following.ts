/** A machine taken through events by pure transitions. Not a test itself. */
import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { stateName } from '../../src/cj/state-name.js';
import { pureMachine, type TakenAction } from '../../src/sim/pure-transition.js';

export interface Followed {
  readonly state: string;
  readonly snapshot: AnyMachineSnapshot;
  /** Commands and timers of the last transition: `score-batch {…}`, `after 30000`, `cancel`. */
  readonly actions: readonly string[];
}

export function followed(machine: AnyStateMachine, input: unknown, events: readonly EventObject[]): Followed {
  const pure = pureMachine(machine, input);
  let last = pure.initial(input);
  for (const event of events) last = pure.next(last.snapshot, event);
  return {
    state: stateName(last.snapshot.value),
    snapshot: last.snapshot,
    actions: last.actions.map(actionText),
  };
}

/** What one event does in a state with a context of one's own. */
export function transition(
  machine: AnyStateMachine,
  from: { readonly value: AnyMachineSnapshot['value']; readonly context: unknown },
  event: EventObject,
): Followed {
  const pure = pureMachine(machine, from.context);
  const { snapshot, actions } = pure.next(pure.restored(from), event);
  return { state: stateName(snapshot.value), snapshot, actions: actions.map(actionText) };
}

function actionText({ type, params }: TakenAction): string {
  if (type === 'xstate.cancel') return 'cancel';
  if (type === 'xstate.raise') return `after ${(params as { readonly delay?: number }).delay}`;
  return params === undefined ? type : `${type} ${JSON.stringify(params)}`;
}
