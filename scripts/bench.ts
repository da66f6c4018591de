/**
 * `npm run bench`: bundles bench/main.ts (`-- world`, `-- sweep`: that file) as the program is bundled and runs it
 * in a process of its own. Run through tsx, every function would carry the cost of keeping its name.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { REQUIRE_BANNER } from './require-banner.js';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'node_modules/.cache/cjsim');
/** `main`, or the name of another file of bench/ with its own arguments. */
const [name = 'main', ...rest] = process.argv.slice(2);
const BUNDLE = join(FOLDER, `bench-${name}.mjs`);

mkdirSync(FOLDER, { recursive: true });
await build({
  entryPoints: [join(ROOT, `bench/${name}.ts`)],
  outfile: BUNDLE,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['mitata'],
  banner: REQUIRE_BANNER,
  logLevel: 'warning',
});
process.exitCode =
  spawnSync(process.execPath, ['--max-old-space-size=12000', BUNDLE, ...rest], { stdio: 'inherit' }).status ??
  1;
