/**
 * `npm run bench [NAME …]`: bundles bench/main.ts, or bench/NAME.ts, as the program is bundled and runs it in a process of its own. Run
 * through tsx, every function would carry the cost of keeping its name.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'node_modules/.cache/cjsim');
const BUNDLE = join(FOLDER, 'bench.mjs');

const [name = 'main', ...rest] = process.argv.slice(2);

mkdirSync(FOLDER, { recursive: true });
await build({
  entryPoints: [join(ROOT, `bench/${name}.ts`)],
  outfile: BUNDLE,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['better-sqlite3', 'mitata'],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
});
process.exitCode = spawnSync(process.execPath, [BUNDLE, ...rest], { stdio: 'inherit' }).status ?? 1;
