/**
 * `npm run bench`: bundles bench/main.ts as the program is bundled and runs it in a process of its own. Run
 * through tsx, every function would carry the cost of keeping its name.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'node_modules/.cache/cjsim');
const BUNDLE = join(FOLDER, 'bench.mjs');

mkdirSync(FOLDER, { recursive: true });
await build({
  entryPoints: [join(ROOT, 'bench/main.ts')],
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
process.exitCode = spawnSync(process.execPath, [BUNDLE], { stdio: 'inherit' }).status ?? 1;
