/**
 * `npm run conformance -- DIR`: every vector file of a folder through our rules. A line a family with
 * `passed/total`, the first differences below; exit code 1 if anything differs or a family is unknown,
 * 2 for a folder or a file that cannot be read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../src/cj/code-point-order.js';
import { FAMILIES } from './families.js';
import type { VectorFile } from './family.js';
import { runFamily } from './run-family.js';

const SHOWN_CASES = 5;
const SHOWN_DIFFERENCES = 4;

function main(folder: string): number {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort(byCodePoint);
  if (names.length === 0) {
    process.stderr.write(`No vector files (*.json) in ${folder}.\n`);
    return 2;
  }
  const exitCodes = names.map((name) => runFile(join(folder, name)));
  return Math.max(...exitCodes);
}

function runFile(path: string): number {
  const file = JSON.parse(readFileSync(path, 'utf8')) as VectorFile;
  const family = FAMILIES.find(({ name }) => name === file.family);
  if (!family) {
    console.log(
      `${file.family ?? path} unknown family; known: ${FAMILIES.map(({ name }) => name).join(', ')}`,
    );
    return 1;
  }
  const results = runFamily(family, file);
  const failed = results.filter((result) => result.differences.length > 0);
  console.log(`${file.family} ${results.length - failed.length}/${results.length}`);
  for (const { name, differences } of failed.slice(0, SHOWN_CASES)) {
    console.log(`  ${name}`);
    for (const difference of differences.slice(0, SHOWN_DIFFERENCES)) console.log(`    ${difference}`);
  }
  if (failed.length > SHOWN_CASES) console.log(`  … and ${failed.length - SHOWN_CASES} more cases`);
  return failed.length > 0 ? 1 : 0;
}

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Usage: npm run conformance -- DIR   (a folder of vector files)\n');
  process.exitCode = 2;
} else {
  try {
    process.exitCode = main(folder);
  } catch (error) {
    process.stderr.write(`Cannot run the vectors of ${folder}: ${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
