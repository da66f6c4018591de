/**
 * `npm run conformance -- DIR`: every vector file of a folder through our rules. A line a family, of all its files, with
 * `passed/total`, the first differences below; exit code 1 if anything differs, a case is none or a family is
 * unknown, 2 for a folder or a file that cannot be read.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../src/cj/code-point-order.js';
import { FAMILIES } from './families.js';
import { type ReadVectors, readVectors } from './read-vectors.js';
import { type CaseResult, runFamily } from './run-family.js';

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
  const byFamily = new Map<string, ReadVectors[]>();
  let exitCode = 0;
  for (const name of names) {
    const path = join(folder, name);
    const read = readVectors(path);
    if (typeof read === 'string') {
      process.stderr.write(`${path} is no file of vectors: ${read}\n`);
      exitCode = 2;
      continue;
    }
    const files = byFamily.get(read.file.family) ?? [];
    byFamily.set(read.file.family, [...files, read]);
  }
  return Math.max(exitCode, ...[...byFamily].map(([name, files]) => runFiles(name, files)));
}

/** All files of one family. */
function runFiles(name: string, files: readonly ReadVectors[]): number {
  const family = FAMILIES.find((known) => known.name === name);
  if (!family) {
    console.log(`${name} unknown family; known: ${FAMILIES.map((known) => known.name).join(', ')}`);
    return 1;
  }
  const results = files.flatMap(({ file, broken }) => [
    ...broken.map((none) => ({
      name: none.name,
      differences: [`no case of this format: ${none.problem}`],
    })),
    ...runFamily(family, file),
  ]);
  const failed = results.filter(({ differences }) => differences.length > 0);
  console.log(`${name} ${results.length - failed.length}/${results.length}`);
  for (const result of failed.slice(0, SHOWN_CASES)) {
    console.log(`  ${result.name}`);
    for (const difference of result.differences.slice(0, SHOWN_DIFFERENCES)) console.log(`    ${difference}`);
  }
  tellOfDoubles(name, results);
  if (failed.length > SHOWN_CASES) console.log(`  … and ${failed.length - SHOWN_CASES} more cases`);
  return failed.length > 0 ? 1 : 0;
}

/** Both cases are run and counted, but a name of two cases tells nobody which of them failed. */
function tellOfDoubles(family: string, results: readonly CaseResult[]): void {
  const names = results.map(({ name }) => name);
  const doubles = new Set(names.filter((name, k) => names.indexOf(name) !== k));
  if (doubles.size === 0) return;
  process.stderr.write(
    `${family}: each name should be one case's: ${[...doubles].slice(0, SHOWN_CASES).join(', ')}\n`,
  );
}

const [, , folder, ...more] = process.argv;
if (folder === undefined || more.length > 0) {
  process.stderr.write('Usage: npm run conformance -- DIR   (one folder of vector files)\n');
  process.exitCode = 2;
} else {
  try {
    process.exitCode = main(folder);
  } catch (error) {
    process.stderr.write(`Cannot run the vectors of ${folder}: ${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
