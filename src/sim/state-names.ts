/** The states that actors may be in, as the trace writes them: `projecting`, and of a state within another both names. */
import { byCodePoint } from '../cj/code-point-order.js';
import { ACTOR_KINDS } from './actor-kinds.js';

interface StateNode {
  readonly states: Readonly<Record<string, StateNode>>;
}

/** In order; `fetchingContent` and `preparing.fetchingContent`. Of all kinds of actor, or of one. */
export function stateNames(kind?: string): readonly string[] {
  const names = [...ACTOR_KINDS].flatMap(([name, { machine }]) =>
    kind === undefined || kind === name ? namesWithin(machine.root, '') : [],
  );
  return [...new Set(names)].sort(byCodePoint);
}

function namesWithin({ states }: StateNode, around: string): readonly string[] {
  return Object.entries(states).flatMap(([name, inner]) => [
    name,
    ...(around === '' ? [] : [`${around}${name}`]),
    ...namesWithin(inner, `${around}${name}.`),
  ]);
}
