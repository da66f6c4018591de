/** The folder of the package, where scenarios/, profiles/ and schemas/ are: the same from source and from dist/cli.js. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../cj/errors.js';

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
    throw new UserError({
      code: 'no_package_folder',
      message: `The folder of cjsim, with its scenarios and profiles, is not around ${fileURLToPath(import.meta.url)}`,
      fix: 'Leave cjsim out of a bundle, as an external package: it reads its own folder',
    });
  return search(above);
}

function isCjsim(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: unknown };
  return name === 'cjsim';
}
