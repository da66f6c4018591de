/** A judge profile by the name of a shipped one, or from a file of the user's own. */
import { resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import { didYouMean } from '../input/nearest-name.js';
import { type Profile, parseProfile } from '../judges/profile.js';
import { isPath, shippedNames, shippedPath } from './package-data.js';
import { readText } from './read-text.js';
import { parseYamlSource } from './yaml-source.js';

/** A relative path starts from `folder`; `where` is where the profile is named, for errors. */
export function loadProfile(nameOrPath: string, folder: string, where?: string): Profile {
  if (isPath(nameOrPath)) return readProfile(resolve(folder, nameOrPath), nameOrPath, where);
  const names = shippedNames('profiles');
  if (names.includes(nameOrPath)) return readProfile(shippedPath('profiles', nameOrPath), nameOrPath, where);
  throw new UserError({
    code: 'unknown_profile',
    message: `There is no judge profile ${nameOrPath}${didYouMean(nameOrPath, names)}`,
    fix: `Use one of ${names.join(', ')}, or the path of your own (./my-profile.yaml).`,
    ...(where === undefined ? {} : { where }),
  });
}

function readProfile(path: string, file: string, where = file): Profile {
  if (/\.[cm]?[jt]s$/i.test(path)) {
    throw new UserError({
      code: 'profile_is_module',
      message: `${file} is a module, and what is asked for is a judge profile (YAML).`,
      fix: 'A module judges single worlds: cjsim run SCENARIO --judge FILE, or judge.module of a scenario.',
      where,
    });
  }
  const { value, locate } = parseYamlSource(readText(path, where), file);
  return parseProfile(value, locate);
}
