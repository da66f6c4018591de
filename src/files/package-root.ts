/** The folder of the package, where scenarios/, profiles/ and schemas/ are: the same from source and from dist/cli.js. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BugError } from '../cj/errors.js';

let found: string | null = null;

/** The nearest folder above this file whose package.json is cjsim's. */
export function packageRoot(): string {
  found ??= search(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function search(folder: string): string {
  if (isCjsim(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder)
    throw new BugError('The package of cjsim is not found above its own file', { url: import.meta.url });
  return search(above);
}

function isCjsim(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: unknown };
  return name === 'cjsim';
}
