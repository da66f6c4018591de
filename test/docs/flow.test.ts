import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StateNode } from 'xstate';
import { declaredMessages } from '../../scripts/reference/message-types.js';
import { current } from '../../src/cj/policies/current.js';
import { packageRoot } from '../../src/files/package-root.js';
import { ACTOR_KINDS } from '../../src/sim/actor-kinds.js';
import { bench } from '../steps/bench.js';

const root = packageRoot();
const page = readFileSync(join(root, 'docs', 'background', 'flow.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| stage') && !line.startsWith('| ---'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')),
  );

/** Names of one column, each once. */
const column = (index: number) => [...new Set(rows.flatMap((cells) => cells[index] ?? []))];
const unknown = (names: readonly string[], known: ReadonlySet<string>) =>
  names.filter((name) => !known.has(name));

const machines = [...ACTOR_KINDS.values()].map(({ machine }) => machine);
const commands = [...ACTOR_KINDS.values()].flatMap(({ steps }) => [...steps.keys()]);
const messages = new Set([...declaredMessages().messages.map(({ type }) => type), ...commands]);

function statesOf(node: StateNode): readonly string[] {
  return Object.values(node.states).flatMap((child) => [child.key, ...statesOf(child)]);
}

/** Names of functions and constants that the rules export, and the entries of a policy. */
function ruleNames(): ReadonlySet<string> {
  const files = readdirSync(join(root, 'src', 'cj'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const exported = files.flatMap((file) =>
    [
      ...readFileSync(join(root, 'src', 'cj', file), 'utf8').matchAll(/^export (?:function|const) (\w+)/gm),
    ].map(([, name]) => name ?? ''),
  );
  return new Set([...exported, ...Object.keys(current)]);
}

test('every row of the table has its seven cells', () => {
  expect(rows.filter((cells) => cells.length !== 7)).toEqual([]);
  expect(rows.length).toBeGreaterThan(20);
});

test('every message in and out is a message or a command of an actor', () => {
  expect(unknown([...column(1), ...column(6)], messages)).toEqual([]);
});

test('every machine and state exists', () => {
  const known = new Set(
    machines.flatMap((machine) => [machine.id, ...statesOf(machine.root as unknown as StateNode)]),
  );
  expect(unknown(column(2), known)).toEqual([]);
});

test('every step is a file of src/steps', () => {
  expect(column(3).filter((step) => !existsSync(join(root, 'src', 'steps', `${step}.ts`)))).toEqual([]);
});

test('every rule is one of the policy or of src/cj', () => {
  expect(unknown(column(4), ruleNames())).toEqual([]);
});

test('every table is one of the store', () => {
  const tables = bench().sql("select name from sqlite_master where type = 'table'") as readonly {
    name: string;
  }[];
  expect(unknown(column(5), new Set(tables.map(({ name }) => name)))).toEqual([]);
});

test('every message and every step of an actor stands in the table', () => {
  expect([...messages].filter((name) => !column(1).includes(name))).toEqual([]);
});
