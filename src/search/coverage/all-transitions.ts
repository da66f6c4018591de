/** Every (machine, state, event) for which a machine names a transition, read from the machines themselves. */
import type { AnyStateNode } from 'xstate';
import { stateName } from '../../cj/state-name.js';
import { ACTOR_KINDS } from '../../sim/actor-kinds.js';
import { transitionOf } from './reached-by.js';

export function allTransitions(): readonly string[] {
  return [...ACTOR_KINDS].flatMap(([kind, { machine }]) =>
    leavesOf(machine.root).flatMap((leaf) =>
      eventsOf(leaf).map((event) => transitionOf(kind, nameOf(leaf), event)),
    ),
  );
}

function leavesOf(node: AnyStateNode): readonly AnyStateNode[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}

/** Its own events and those of the states around it. */
function eventsOf(leaf: AnyStateNode): readonly string[] {
  const events = new Set<string>();
  for (let node: AnyStateNode | undefined = leaf; node !== undefined; node = node.parent) {
    for (const event of node.transitions.keys()) events.add(event);
  }
  return [...events].filter((event) => event !== '');
}

/** As the trace writes it. */
function nameOf(leaf: AnyStateNode): string {
  let value: string | Record<string, unknown> = leaf.key;
  for (let node = leaf.parent; node?.parent !== undefined; node = node.parent) value = { [node.key]: value };
  return stateName(value as never);
}
