/** The golden vectors alone: the first that differs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES } from '../../conformance/families.js';
import type { VectorFile } from '../../conformance/family.js';
import { runFamily } from '../../conformance/run-family.js';

const FOLDER = 'test/fixtures/vectors';

export function probe(): string | null {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json'))) {
    const file = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as VectorFile;
    const family = FAMILIES.find((known) => known.name === file.family);
    if (family === undefined) continue;
    const differing = runFamily(family, file).find(({ differences }) => differences.length > 0);
    if (differing !== undefined) return `${file.family}: ${differing.name}`;
  }
  return null;
}
