/** The import layers (biome-plugins/import-layers.grit): an import is planted across every edge between two layers. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Finding, lintPlanted } from './lint-planted.js';

/** Below both machines and steps. */
const UNDER = ['cj', 'judges', 'store'];
const BELOW_SIM = [...UNDER, 'input'];

/** Layer → the other layers that it may import. */
const SEES: ReadonlyMap<string, readonly string[]> = new Map([
  ['cj', []],
  ['input', ['cj']],
  ['judges', ['cj', 'input']],
  ['store', ['cj']],
  ['machines', ['cj']],
  ['steps', UNDER],
  ['sim', [...BELOW_SIM, 'machines', 'steps']],
  ['files', [...BELOW_SIM, 'sim']],
  ['library', [...BELOW_SIM, 'sim', 'files']],
  ['report', ['cj', 'store', 'sim']],
  ['lab', [...BELOW_SIM, 'sim', 'files', 'library', 'report', 'search', 'web']],
  ['search', [...BELOW_SIM, 'sim', 'files', 'library', 'report', 'lab', 'web']],
  ['web', [...BELOW_SIM, 'sim', 'files', 'library', 'report', 'lab', 'search']],
  ['commands', [...BELOW_SIM, 'sim', 'files', 'library', 'report', 'lab', 'search', 'web']],
]);

/** Layer → what it may import besides: a package, or Node. Layers above src/sim may use what they like. */
const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['cj', ['zod', '@stdlib/math-base-special-exp', '@stdlib/math-base-special-ln']],
  ['judges', ['zod', '@stdlib/math-base-special-exp', '@stdlib/math-base-special-ln']],
  ['input', ['zod']],
  ['store', ['zod', 'kysely']],
  ['machines', ['xstate']],
  ['steps', []],
  [
    'sim',
    [
      'xstate',
      'zod',
      'seedrandom/lib/alea.js',
      '@stdlib/math-base-special-exp',
      '@stdlib/math-base-special-ln',
    ],
  ],
]);

const EVERY_PACKAGE = [
  ...[
    'zod',
    '@stdlib/math-base-special-exp',
    '@stdlib/math-base-special-ln',
    'kysely',
    'xstate',
    'seedrandom',
    'seedrandom/lib/alea.js',
  ],
  ...[
    'better-sqlite3',
    'yaml',
    'pino',
    'yargs',
    'prom-client',
    'fs',
    'path',
    'node:fs',
    'node:crypto',
    'node:path',
  ],
];

/** All ways to name another file, one a line. */
const importsOf = (from: string): string =>
  [
    `import { a } from '${from}/a.js';`,
    `import type { B } from '${from}/deep/b.js';`,
    `export { c } from '../${from}/c.js';`,
    `export type D = import('${from}/d.js').D;`,
    `export const e = import('${from}/e.js');`,
    `import '${from}/f.js';`,
    'export const used: B = a;',
  ].join('\n');
const IMPORTS = [1, 2, 3, 4, 5, 6];

const sources = new Map<string, string>();
for (const layer of SEES.keys()) {
  for (const other of SEES.keys()) sources.set(`src/${layer}/edge-${other}.ts`, importsOf(`../${other}`));
  sources.set(`src/${layer}/entry.ts`, "import '../index.js';\nimport '../../cli.js';\n");
  sources.set(
    `src/${layer}/deep/inside.ts`,
    "import '../a.js';\nimport './b.js';\nimport '../other-part/c.js';\n",
  );
  sources.set(`src/${layer}/packages.ts`, EVERY_PACKAGE.map((name) => `import '${name}';`).join('\n'));
}
sources.set(
  'src/store/better-sqlite3-driver.ts',
  "import 'better-sqlite3';\nimport 'node:fs';\nimport 'kysely';\nimport '../sim/a.js';\n",
);
sources.set(
  'src/store/better-sqlite3.ts',
  "import 'better-sqlite3';\nimport 'node:module';\nimport 'node:fs';\nimport '../sim/a.js';\n",
);
sources.set('cli.ts', [...SEES.keys()].map((layer) => `import './src/${layer}/a.js';`).join('\n'));
sources.set('src/index.ts', [...SEES.keys()].map((layer) => `import './${layer}/a.js';`).join('\n'));

const findings = lintPlanted(sources);

/** Lines on which the layers are broken. */
function brokenLines(path: string): readonly number[] {
  const isLayer = ({ rule, message }: Finding) =>
    rule === 'plugin' && !message.startsWith('The core is synchronous');
  return [...new Set((findings.get(path) ?? []).filter(isLayer).map(({ line }) => line))].sort(
    (a, b) => a - b,
  );
}

test('every folder of src is a layer', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const withFiles = folders.filter(({ name }) => readdirSync(`src/${name}`).length > 0);
  expect(withFiles.map(({ name }) => name).filter((name) => !SEES.has(name))).toEqual([]);
});

test.each([...SEES])('src/%s imports no layer but %j, in whatever way it is written', (layer, seen) => {
  const broken = Object.fromEntries(
    [...SEES.keys()].map((other) => [other, brokenLines(`src/${layer}/edge-${other}.ts`)]),
  );
  const expected = Object.fromEntries(
    [...SEES.keys()].map((other) => [other, other === layer || seen.includes(other) ? [] : IMPORTS]),
  );
  expect(broken).toEqual(expected);
});

test.each([...PACKAGES])('src/%s uses no package but %j', (layer, allowed) => {
  const broken = brokenLines(`src/${layer}/packages.ts`).map((line) => EVERY_PACKAGE[line - 1]);
  expect(broken).toEqual(EVERY_PACKAGE.filter((name) => !allowed.includes(name)));
});

test.each(['files', 'library', 'lab', 'search', 'web', 'commands'])(
  'src/%s leaves better-sqlite3 to the driver',
  (layer) => {
    expect(brokenLines(`src/${layer}/packages.ts`).map((line) => EVERY_PACKAGE[line - 1])).toEqual([
      'better-sqlite3',
    ]);
  },
);

// Another rule (useNodejsImportProtocol) asks for the `node:`.
test('src/report neither opens a database nor uses Node', () => {
  const broken = brokenLines('src/report/packages.ts').map((line) => EVERY_PACKAGE[line - 1]);
  expect(broken).toEqual(['better-sqlite3', 'node:fs', 'node:crypto', 'node:path']);
});

test.each([...SEES.keys()])('src/%s imports no entry point, and its own files freely', (layer) => {
  expect(brokenLines(`src/${layer}/entry.ts`)).toEqual([1, 2]);
  expect(brokenLines(`src/${layer}/deep/inside.ts`)).toEqual([]);
});

test('the driver uses better-sqlite3 and node:fs, what loads it node:module, and nothing else', () => {
  expect(brokenLines('src/store/better-sqlite3-driver.ts')).toEqual([3, 4]);
  expect(brokenLines('src/store/better-sqlite3.ts')).toEqual([3, 4]);
});

test('cli.ts sees the commands and cj, src/index.ts the lab besides, but neither machines nor steps nor search, web and commands', () => {
  const broken = (path: string) => brokenLines(path).map((line) => [...SEES.keys()][line - 1]);
  expect(broken('cli.ts')).toEqual(
    [...SEES.keys()].filter((layer) => layer !== 'cj' && layer !== 'commands'),
  );
  expect(broken('src/index.ts')).toEqual(['machines', 'steps', 'search', 'web', 'commands']);
});
