/** Every ban of the core (biome.jsonc): planted once in each folder of the core, it is reported with its replacement. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { suppressions } from '../../scripts/suppressions.js';
import { lintPlanted } from './lint-planted.js';

const CORE = ['cj', 'judges', 'store', 'steps', 'machines', 'sim'];

/** Banned things under another name. */
const WAYS_AROUND: readonly (readonly [source: string, replacement: string])[] = [
  ['export const D = Date; export const a = D.now();', "world's clock"],
  ['export const a = self.Date.now();', 'a setting or an option'],
  ['export const a = window.performance.now();', 'a setting or an option'],
  ["export const a = new Function('return Date.now()')();", 'made of text'],
  ["export const a = [].constructor.constructor('return Date.now()')();", 'made of text'],
  ["export const a = Reflect.get(Math, 'random');", 'by reflection'],
  ["export const a = Math['random']();", 'draw for chance'],
  ['export const { random } = Math;', 'Math.sqrt and its like'],
  ['const M = Math; export const a = M.random();', 'Math.sqrt and its like'],
  ['export const a = Object.entries(Math);', 'Math.sqrt and its like'],
  ["const key: string = 'random'; export const a = (Math as never)[key];", 'Math.sqrt and its like'],
  ["import { randomUUID } from 'node:crypto'; export const a = randomUUID();", 'src/'],
  ["import { hrtime } from 'node:process'; export const a = hrtime();", 'src/'],
  ["import { hostname } from 'node:os'; export const a = hostname();", 'src/'],
  ["import { setTimeout as later } from 'node:timers/promises'; later(1);", 'src/'],
  ["import seedrandom from 'seedrandom'; export const a = seedrandom();", 'src/'],
  ["import { createActor } from 'xstate'; export const a = createActor;", 'no actor lives'],
  ["import { fromPromise } from 'xstate'; export const a = fromPromise;", 'no actor lives'],
  ['export const a = import.meta.dirname;', 'Where a file lies'],
  ["export const a = new Error('b').stack;", 'files of this machine'],
  ['export const a = (p: never) => (p as { then(f: unknown): void }).then(Boolean);', 'send a message'],
  ["export const a = (x: number[]) => x['sort']();", 'on the list'],
  ['export const a = (x: number[]) => { const { sort } = x; return sort.call(x); };', 'on the list'],
  ['export const a = (x: number[]) => Array.prototype.sort.call(x);', 'Call the method on the value'],
  ['export const a = (x?: number[]) => x?.toSorted(undefined);', 'byCodePoint'],
  ['export const a = (x: number[]) => x.sort?.();', 'byCodePoint'],
  ['export const a = (x: number[]) => x.sort(undefined as never);', 'byCodePoint'],
  ['export const a = AbortSignal.timeout(5);', 'Nothing runs beside the core'],
  ["export const a = new Worker('b.js');", 'Nothing runs beside the core'],
  ["export const a = 'å'.normalize();", 'compare texts as they are'],
];

/** What is written, and a word of the message that says what to write instead. */
const BANNED: readonly (readonly [source: string, replacement: string])[] = [
  ['export const a = Date.now();', "world's clock"],
  ['export const a = new Date();', "world's clock"],
  ['export const a = new Date(0).toISOString();', 'timestamp()'],
  ["export const a = Date.parse('2025-11-16');", "world's clock"],
  ['export const a = performance.now();', "world's clock"],
  ['export const a = process.hrtime.bigint();', 'a setting or an option'],
  ["export const a = process.env['SEED'];", 'a setting or an option'],
  ['export const a = globalThis.process;', 'a setting or an option'],
  ['setTimeout(() => 1, 5);', 'a timer'],
  ['setInterval(() => 1, 5);', 'a timer'],
  ['setImmediate(() => 1);', 'a message'],
  ['queueMicrotask(() => 1);', 'a message'],
  ['export const a = Math.random();', 'draw for chance'],
  ['export const a = crypto.randomUUID();', 'draw.uuid'],
  ['export const a = Math.exp(1);', '@stdlib'],
  ['export const a = Math.log(2);', '@stdlib'],
  ['export const a = Math.log1p(2);', '@stdlib'],
  ['export const a = Math.expm1(2);', '@stdlib'],
  ['export const a = Math.pow(2, 3);', 'products for powers'],
  ['export const a = Math.sin(1);', 'exact on every engine'],
  ['export const a = Math.cos(1);', 'exact on every engine'],
  ['export const a = Math.tanh(1);', 'exact on every engine'],
  ['export const a = Math.hypot(1, 2);', 'exact on every engine'],
  ["export const a = Math['exp'](1);", '@stdlib'],
  ['export const { log } = Math;', '@stdlib'],
  ['export const a = (x: number) => x ** 2;', 'multiply'],
  ['export const a = (x: number) => 2 ** x;', 'multiply'],
  ['export const a = 2 ** 0.5;', 'multiply'],
  ['export const square = (x: number) => { let y = x; y **= 2; return y; };', 'multiply'],
  ['export async function a() { return 1; }', 'send a message'],
  ['export const a = async () => 1;', 'send a message'],
  ['export class A { static async a() { return 1; } }', 'send a message'],
  ['export const a = { async b() { return 1; } };', 'send a message'],
  ["export const a = await import('./b.js');", 'send a message'],
  ['for await (const b of c) d(b);', 'send a message'],
  ['export const a = Promise.resolve(1);', 'send a message'],
  ['export const a = new Promise((done) => done(1));', 'send a message'],
  ['export const a = [2, 1].sort();', 'byCodePoint'],
  ['export const a = (ids?: string[]) => ids?.sort();', 'byCodePoint'],
  ['export const a = [2, 1].toSorted();', 'byCodePoint'],
  ['export const a = [2, 1].map(String).sort(undefined);', 'byCodePoint'],
  ["export const a = 'a'.localeCompare('b');", 'byCodePoint'],
  ['export const a = new Intl.Collator();', 'byCodePoint'],
  ['export const a = (1).toLocaleString();', 'a named function'],
  ["export const a = 'A'.toLocaleLowerCase();", 'toLowerCase()'],
  ["export const a = Buffer.from('a');", 'Uint8Array'],
  ["export const a = fetch('http://localhost');", 'passed in'],
  ['export const a = new WeakRef({});', 'plain reference'],
  ...WAYS_AROUND,
];

/** Looks alike, and is right. */
const ALLOWED = [
  'export const a = Math.sqrt(Math.abs(-2)) + Math.imul(2, 3) + Math.max(1, 2);',
  'export const a = 2 ** -54 + 2 ** 52;',
  'export const a = (ids: string[]) => [...ids].sort((x, y) => (x < y ? -1 : 1));',
  'export const a = (async: number) => async;',
  'export const asyncronous = () => 1;',
];

const RULES = ['plugin', 'noRestrictedGlobals', 'noRestrictedTypes', 'noJsRestrictedProperties'];

const sources = new Map<string, string>();
for (const folder of CORE) {
  for (const [index, [source]] of BANNED.entries())
    sources.set(`src/${folder}/banned-${index}.ts`, `${source}\n`);
  for (const [index, source] of ALLOWED.entries())
    sources.set(`src/${folder}/allowed-${index}.ts`, `${source}\n`);
  sources.set(`src/${folder}/promise-type.ts`, 'export interface A { readonly a: Promise<string> }\n');
}
sources.set('src/commands/outside.ts', BANNED.map(([source]) => source).join('\n'));
sources.set('src/judges/user-judge.ts', 'export async function a() { return await b(); }\n');
sources.set('src/cj/typed.ts', 'export const a = (b: any) => b;\n');
sources.set('src/cj/asserted.ts', 'export const a = (b?: string) => b!;\n');
sources.set('src/cj/scoring/kernel.ts', 'export const a = (b: Float64Array) => b[0]!;\n');
sources.set(
  'src/cj/walked.ts',
  'export const a = (b: object) => { for (const c in b) return c; return b; };\n',
);
sources.set('src/cj/printing.ts', "console.log('a');\n");
sources.set('src/cj/barrel.ts', "export * from './b.js';\n");
sources.set('src/cj/named.ts', 'export default 1;\n');
sources.set(
  'test/cj/a.test.ts',
  "vi.mock('./b.js');\nexpect(1).toMatchSnapshot();\ntest('it should add', add);\n",
);

const findings = lintPlanted(sources);

/** Messages of the bans on a planted file. */
function bansOn(path: string): readonly string[] {
  const known = findings.get(path) ?? [];
  return known.filter(({ rule }) => RULES.some((name) => rule.endsWith(name))).map(({ message }) => message);
}

function rulesOn(path: string): readonly string[] {
  return (findings.get(path) ?? []).map(({ rule }) => rule.split('/').at(-1) ?? rule);
}

describe.each(CORE)('src/%s', (folder) => {
  test('reports every banned expression and names the replacement', () => {
    const silent = BANNED.filter(([, replacement], index) => {
      const messages = bansOn(`src/${folder}/banned-${index}.ts`);
      return !messages.some((message) => message.includes(replacement));
    });
    expect(silent).toEqual([]);
  });

  test('accepts what is exact, ordered and synchronous', () => {
    expect(ALLOWED.flatMap((_, index) => bansOn(`src/${folder}/allowed-${index}.ts`))).toEqual([]);
  });

  test('knows the type Promise only where verdicts are handed on', () => {
    const isHandedOn = folder === 'judges' || folder === 'sim';
    expect(rulesOn(`src/${folder}/promise-type.ts`)).toEqual(isHandedOn ? [] : ['noRestrictedTypes']);
  });
});

test('outside the core only the order of a sort is asked for', () => {
  const isSort = (message: string) => message.startsWith('Name the order');
  expect(bansOn('src/commands/outside.ts').filter((message) => !isSort(message))).toEqual([]);
});

test('the judge of a user may be made by an async factory', () => {
  expect(bansOn('src/judges/user-judge.ts')).toEqual([]);
});

test('any, !, console, barrels and default exports are reported', () => {
  expect(rulesOn('src/cj/typed.ts')).toEqual(['noExplicitAny']);
  expect(rulesOn('src/cj/asserted.ts')).toEqual(['noNonNullAssertion']);
  expect(rulesOn('src/cj/printing.ts')).toEqual(['noConsole']);
  expect(rulesOn('src/cj/barrel.ts')).toContain('noReExportAll');
  expect(rulesOn('src/cj/named.ts')).toEqual(['noDefaultExport']);
});

test('an object is walked by its keys in their order, never by for…in', () => {
  expect(rulesOn('src/cj/walked.ts')).toEqual(['noForIn']);
});

test('no comment of the core switches a rule off', () => {
  const src = resolve(import.meta.dirname, '../../src');
  expect(suppressions(src)).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-suppressed-'));
  try {
    for (const layer of CORE) mkdirSync(join(folder, layer));
    writeFileSync(join(folder, 'cj/a.ts'), 'one();\n// biome-ignore lint: because\nDate.now();\n');
    writeFileSync(join(folder, 'sim/b.ts'), '// @ts-expect-error\nDate.now();\n');
    expect(suppressions(folder)).toEqual(['src/cj/a.ts:2', 'src/sim/b.ts:1']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('numeric kernels may assert with !', () => {
  expect(rulesOn('src/cj/scoring/kernel.ts')).toEqual([]);
});

test('module mocks, snapshots and "should" in names of tests are reported', () => {
  const lines = (findings.get('test/cj/a.test.ts') ?? []).map(({ line }) => line);
  expect(lines.sort((a, b) => a - b)).toEqual([1, 2, 3]);
});
