/** `npm run check`: everything but the tests, one line a check; exit code 1 if any failed. */
import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'npx', 'tsc', '--noEmit'],
  ['format, lint, bans and layers', 'npx', 'biome', 'ci', '.', '--colors=off'],
  ['unused code', 'npx', 'knip'],
  ['schemas are current', 'npx', 'tsx', 'scripts/generate-schemas.ts', '--check'],
  ['reference pages are current', 'npx', 'tsx', 'scripts/docs.ts', '--check'],
];

let failed = 0;
for (const [name, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}  ${name}\n`);
  if (status === 0) continue;
  failed++;
  process.stdout.write(`${stdout}${stderr}`);
}
process.exitCode = failed === 0 ? 0 : 1;
