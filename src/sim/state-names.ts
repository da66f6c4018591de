/** The states that actors may be in, as the trace writes them: `projecting`, and of a state within another both names. */
import { byCodePoint } from '../cj/code-point-order.js';
import { ACTOR_KINDS } from './actor-kinds.js';

interface StateNode {
  readonly states: Readonly<Record<string, StateNode>>;
}

/** In order; `fetchingContent` and `preparing.fetchingContent`. */
export function stateNames(): readonly string[] {
  const names = [...ACTOR_KINDS.values()].flatMap(({ machine }) => namesWithin(machine.root, ''));
  return [...new Set(names)].sort(byCodePoint);
}

function namesWithin({ states }: StateNode, around: string): readonly string[] {
  return Object.entries(states).flatMap(([name, inner]) => [
    name,
    ...(around === '' ? [] : [`${around}${name}`]),
    ...namesWithin(inner, `${around}${name}.`),
  ]);
}
