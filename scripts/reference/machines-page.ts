/** docs/reference/machines.md: the machine of every kind of actor as a diagram and as a table of its transitions. */
import type { AnyStateMachine, StateNode } from 'xstate';
import { SERVICE_OF_KIND } from '../../src/cj/services.js';
import { ACTOR_KINDS } from '../../src/sim/actor-kinds.js';
import { code, table } from './table.js';

type Node = StateNode;
type Taken = Node['always'] extends readonly (infer T)[] | undefined ? T : never;

export function machinesPage(): string {
  return [
    '# Machines',
    '',
    'One machine a kind of actor. Diagrams show the changes of state; the tables show every event that is heard, with',
    'its guard and actions. An action that names a step is a command of the actor to itself.',
    ...[...ACTOR_KINDS].flatMap(([kind, { machine, steps }]) => [
      '',
      `## ${kind}`,
      '',
      `\`${machine.id}\`, which in the service is part of \`${SERVICE_OF_KIND.get(kind)}\`. Its steps: ${[...steps.keys()].map(code).join(', ') || 'none'}.`,
      '',
      '```mermaid',
      diagram(machine),
      '```',
      '',
      table(['state', 'event', 'guard', 'next state', 'actions'], rowsOf(machine)),
    ]),
  ].join('\n');
}

function diagram(machine: AnyStateMachine): string {
  const root = machine.root as unknown as Node;
  const arrows = [...nodesBelow(root)].flatMap((node) =>
    transitionsOf(node).flatMap((taken) =>
      (taken.target ?? []).map((target) => `  ${node.key} --> ${target.key} : ${label(taken)}`),
    ),
  );
  return ['stateDiagram-v2', ...composition(root, '  '), ...arrows, ...anywhere(root)].join('\n');
}

/** Initial states, and the states inside others. */
function composition(node: Node, indent: string): readonly string[] {
  const initial = node.initial?.target?.[0]?.key;
  const inner = Object.values(node.states).flatMap((child) =>
    Object.keys(child.states).length === 0
      ? []
      : [
          `${indent}state ${child.key} {`,
          ...composition(child, `${indent}  `),
          ...stateNames(child, `${indent}  `),
          `${indent}}`,
        ],
  );
  return [...(initial === undefined ? [] : [`${indent}[*] --> ${initial}`]), ...inner];
}

function stateNames(node: Node, indent: string): readonly string[] {
  return Object.keys(node.states).map((key) => `${indent}${key}`);
}

/** What the machine hears in every state. */
function anywhere(root: Node): readonly string[] {
  const initial = root.initial?.target?.[0]?.key ?? '';
  const lines = transitionsOf(root).map(
    (taken) =>
      `    ${label(taken)} leads to ${(taken.target ?? []).map(({ key }) => key).join(', ') || 'no other state'}`,
  );
  return lines.length === 0
    ? []
    : [`  note right of ${initial}`, '    In every state:', ...lines, '  end note'];
}

function rowsOf(machine: AnyStateMachine): readonly (readonly string[])[] {
  const root = machine.root as unknown as Node;
  return [root, ...nodesBelow(root)].flatMap((node) => {
    const name = node === root ? 'any' : code(node.path.join('.'));
    const tags = node.tags.length > 0 ? ` (${node.tags.join(', ')})` : '';
    const entry = hookRow(name + tags, 'on entry', node.entry);
    const exit = hookRow(name + tags, 'on exit', node.exit);
    const taken = transitionsOf(node).map((transition) => [
      name + tags,
      eventText(transition),
      guardText(transition),
      (transition.target ?? []).map((target) => code(target.path.join('.'))).join(', '),
      actionsText(transition.actions),
    ]);
    const rows = [...entry, ...taken, ...exit];
    return rows.length === 0 && Object.keys(node.states).length === 0
      ? [[name + tags, '', '', '', '']]
      : rows;
  });
}

/** Timers, which XState sets and cancels by actions of its own, show as events. */
function hookRow(state: string, when: string, actions: readonly unknown[]): readonly (readonly string[])[] {
  const text = actionsText(actions);
  return text === '' ? [] : [[state, when, '', '', text]];
}

function* nodesBelow(node: Node): Generator<Node> {
  for (const child of Object.values(node.states)) {
    yield child;
    yield* nodesBelow(child);
  }
}

function transitionsOf(node: Node): readonly Taken[] {
  return [...(node.always ?? []), ...[...node.transitions.values()].flat()];
}

function eventText({ eventType }: Taken): string {
  if (eventType === '') return 'at once';
  const delay = /^xstate\.after\.(\w+)\./.exec(eventType);
  return delay ? `after ${code(delay[1] ?? '')}` : code(eventType);
}

function guardText({ guard }: Taken): string {
  return guard === undefined ? '' : code(nameOf(guard));
}

function label(taken: Taken): string {
  const event = eventText(taken).replaceAll('`', '');
  const guard = guardText(taken).replaceAll('`', '');
  return guard === '' ? event : `${event} [${guard}]`;
}

function actionsText(actions: readonly unknown[]): string {
  return actions
    .map(nameOf)
    .filter((name) => !name.startsWith('xstate.'))
    .map(code)
    .join(', ');
}

function nameOf(named: unknown): string {
  if (typeof named === 'string') return named;
  return String((named as { readonly type?: unknown }).type ?? '');
}
