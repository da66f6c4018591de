/** `npm run check`: everything but the tests, one line a check; exit code 1 if any failed. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '--noEmit'],
  [
    'format, lint, bans and layers',
    'biome',
    'ci',
    '.',
    '--colors=off',
    '--error-on-warnings',
    '--max-diagnostics=100',
  ],
  ['no rule of the core is switched off', 'tsx', 'scripts/suppressions.ts'],
  ['unused code', 'knip', '--no-progress'],
  ['schemas are current', 'tsx', 'scripts/generate-schemas.ts', '--check'],
  ['reference pages are current', 'tsx', 'scripts/docs.ts', '--check'],
  // A lock file that lacks the optional packages of other systems passes `npm install` and breaks `npm ci`.
  [
    'lock file is complete',
    'npm',
    'ci',
    '--dry-run',
    '--ignore-scripts',
    '--offline',
    '--no-audit',
    '--no-fund',
  ],
];

/** Programs of the project before others. */
const env = { ...process.env, PATH: `${resolve(ROOT, 'node_modules/.bin')}:${process.env['PATH']}` };

let failed = 0;
for (const [name, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}  ${name}\n`);
  if (status === 0) continue;
  failed++;
  process.stdout.write(`${stdout}${stderr}`);
}
process.exitCode = failed === 0 ? 0 : 1;
