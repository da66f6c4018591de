/** The version of this program, from its package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../files/package-root.js';

let known: string | null = null;

export function programVersion(): string {
  known ??= (
    JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { readonly version: string }
  ).version;
  return known;
}
