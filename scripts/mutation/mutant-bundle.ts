/** Bundles a probe with the switches of all mutants in it: the file of a process. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Mutant } from './mutants-of.js';
import { switchedSources } from './switched-source.js';

/** Before any module of the program: a process with one mutant, told by number; 0 notes which switches are met. */
const BEFORE = `
import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
const cjsimMutantOn = Number(process.argv[2]);
const cjsimHits = new Set();
const cjsimMet = (id) => cjsimHits.add(id) === null;
globalThis.cjsimTell = (killed) => {
  const { user, system } = process.cpuUsage();
  process.send({ killed, hits: [...cjsimHits], seconds: (user + system) / 1e6 }, () => process.exit());
};
`;
const AFTER = `
try {
  globalThis.cjsimTell(await probe());
} catch (error) {
  globalThis.cjsimTell('thrown: ' + String(error?.message ?? error));
}
`;

export interface Probe {
  readonly name: 'vectors' | 'properties' | 'search';
  /** Imports that bring `probe`. */
  readonly code: string;
  readonly alias?: Readonly<Record<string, string>>;
}

/** Returns the bundle's path. */
export async function mutantBundle(
  root: string,
  { name, code, alias = {} }: Probe,
  mutants: readonly Mutant[],
): Promise<string> {
  const outfile = join(root, 'node_modules/.cache/cjsim-mutants', `${name}.js`);
  await build({
    absWorkingDir: root,
    stdin: {
      contents: code + AFTER,
      resolveDir: join(root, 'scripts/mutation'),
      loader: 'ts',
      sourcefile: `${name}.ts`,
    },
    outfile,
    alias: { ...alias },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['piscina', '@resvg/resvg-js', '@vitest/expect'],
    banner: { js: BEFORE },
    logLevel: 'error',
    plugins: [
      switchedSources(root, mutants),
      {
        name: 'tests',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\/test\/.*\.ts$/ }, ({ path }) => ({
            // A test finds its fixtures from its own folder, not from the bundle's.
            contents: readFileSync(path, 'utf8')
              .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
              .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
            loader: 'ts',
          }));
        },
      },
    ],
  });
  return outfile;
}
