/** The YAML files that come with the package, by name. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../cj/code-point-order.js';
import { UserError } from '../cj/errors.js';
import { didYouMean } from '../input/nearest-name.js';
import { isFolder } from './make-folder.js';
import { packageRoot } from './package-root.js';

type ShippedKind = 'scenarios' | 'profiles' | 'experiments';
type FileKind = 'scenario' | 'experiment';

/** Names without ending, in code point order. */
export function shippedNames(kind: ShippedKind): readonly string[] {
  return readdirSync(join(packageRoot(), kind))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort(byCodePoint);
}

export function shippedPath(kind: ShippedKind, name: string): string {
  return join(packageRoot(), kind, `${name}.yaml`);
}

/** Whether the user wrote a path and not the name of a shipped file. */
export function isPath(written: string): boolean {
  return /[/\\]|\.(ya?ml|json)$/i.test(written);
}

/** The path that was written, or that of the shipped file with this name; a UserError for a folder and for a name that none has. */
export function pathOf(kind: FileKind, written: string): string {
  const names = shippedNames(`${kind}s`);
  if (names.includes(written)) return shippedPath(`${kind}s`, written);
  if (isFolder(written)) throw folderRefusal(kind, written);
  if (isPath(written)) return written;
  throw new UserError({
    code: `unknown_${kind}`,
    message: `There is no ${kind} ${written}${didYouMean(written, names)}`,
    fix: nameOrPath(written, names),
  });
}

const INSTEAD_OF_A_FOLDER = {
  scenario: 'Give the file of a scenario; cjsim run --essays DIR runs the essays in a folder.',
  experiment: 'Give the file of an experiment.',
};

function folderRefusal(kind: FileKind, path: string): UserError {
  return new UserError({
    code: `${kind}_is_a_folder`,
    message: `${path} is a folder, not a file.`,
    fix: INSTEAD_OF_A_FOLDER[kind],
  });
}

/** What to write in the place of a name that is none: the file in this folder that was probably meant, or what there is. */
export function nameOrPath(written: string, names: readonly string[]): string {
  const file = ['', '.yaml', '.yml', '.json'].map((end) => `${written}${end}`).find(isFile);
  return file === undefined
    ? `Use one of ${names.join(', ')}, or the path of a file: with a slash, or ending with .yaml, .yml or .json.`
    : `For the file in this folder write ./${file}.`;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
