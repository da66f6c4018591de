/**
 * Pure transitions through one reused inert scope: the same results as XState's `transition()`, which
 * builds an actor for every call, at about a sixth of the cost (11, "actors"). A test holds the two equal.
 * Nothing here runs, awaits or holds a timer: actions come back as data.
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  createActor,
  type EventObject,
} from 'xstate';
import type { StoredSnapshot } from './stored-snapshot.js';

export interface TakenAction {
  readonly type: string;
  readonly params: unknown;
}

export interface Transition {
  readonly snapshot: AnyMachineSnapshot;
  readonly actions: readonly TakenAction[];
}

type Scope = Parameters<AnyStateMachine['transition']>[2];

/** Transitions of one machine. */
export interface PureMachine {
  readonly initial: (input: unknown) => Transition;
  readonly next: (snapshot: AnyMachineSnapshot, event: EventObject) => Transition;
  /** A snapshot from what was stored of it. */
  readonly restored: (stored: StoredSnapshot) => AnyMachineSnapshot;
}

const NO_ACTIONS: readonly TakenAction[] = [];

export function pureMachine(machine: AnyStateMachine, exampleInput: unknown): PureMachine {
  let taken: TakenAction[] = [];
  const changesNothing = eventsWithoutEffect(machine);
  const scope = inertScope(machine, exampleInput, (action) => taken.push(action));
  const collect = (run: () => unknown): Transition => {
    taken = [];
    const snapshot = run() as AnyMachineSnapshot;
    return { snapshot, actions: taken };
  };
  return {
    initial: (input) => collect(() => machine.getInitialSnapshot(scope, input)),
    next: (snapshot, event) =>
      changesNothing(snapshot, event.type)
        ? { snapshot, actions: NO_ACTIONS }
        : collect(() => machine.transition(snapshot, event, scope)),
    restored: ({ value, context }) => machine.resolveState({ value, context }),
  };
}

type ChangesNothing = (snapshot: AnyMachineSnapshot, type: string) => boolean;

/**
 * Whether a machine only hears an event in its state: a transition without guard, target or action, as
 * `'callback.persisted': {}`, which most steps of a run end with. Such a machine stays as it is, without XState.
 */
function eventsWithoutEffect(machine: AnyStateMachine): ChangesNothing {
  const heardIn = new Map(
    Object.entries(machine.root.states).map(([state, node]) => [
      state,
      new Set(
        // `machine.events` leaves out just these.
        [...node.transitions.keys(), ...machine.root.transitions.keys()].filter((type) =>
          isOnlyHeard(machine.root, node, type),
        ),
      ),
    ]),
  );
  return ({ value }, type) => typeof value === 'string' && heardIn.get(value)?.has(type) === true;
}

function isOnlyHeard(root: AnyStateNode, node: AnyStateNode, type: string): boolean {
  if (node.type !== 'atomic' || node.always || root.always) return false;
  const [first] = node.transitions.get(type) ?? root.transitions.get(type) ?? [];
  return first !== undefined && !first.guard && !first.target && !first.reenter && first.actions.length === 0;
}

function inertScope(machine: AnyStateMachine, input: unknown, take: (action: TakenAction) => void): Scope {
  const self = createActor(machine, { input });
  return {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    logger: () => undefined,
    defer: () => undefined,
    emit: () => undefined,
    stopChild: () => undefined,
    actionExecutor: (action) => {
      take({ type: action.type, params: action.params });
    },
  } as Scope;
}
