/** What a command loads before it does anything: a package that it does not need makes every start slower. */
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

let outputs: Metafile['outputs'];

beforeAll(async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['cli.ts'],
    outdir: join(ROOT, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  outputs = metafile.outputs;
});

/** Packages, Node's modules and source files that a source file loads with all that it imports. */
function loadedBy(source: string): ReadonlySet<string> {
  const [first] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  if (first === undefined) throw new Error(`${source} is no entry of the bundle`);
  const found = new Set<string>();
  const files = new Set([first]);
  for (const file of files) {
    for (const source of Object.keys(outputs[file]?.inputs ?? {})) found.add(source);
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      if (external) found.add(path);
      else files.add(path);
    }
  }
  return found;
}

/** What loads better-sqlite3. */
const DATABASE = 'src/store/better-sqlite3.ts';

test('the start of the program loads no database, no machine and no schema', () => {
  const loaded = loadedBy('cli.ts');
  for (const name of [DATABASE, 'kysely', 'xstate', 'pino', 'yargs', 'zod']) {
    expect(loaded).not.toContain(name);
  }
});

test.each(['fit', 'backtest', 'defects', 'invariants'])('%s loads no database', (name) => {
  expect(loadedBy(`src/commands/${name}.ts`)).not.toContain(DATABASE);
});

test('a command that reads a world loads one', () => {
  expect(loadedBy('src/commands/inspect.ts')).toContain(DATABASE);
});
