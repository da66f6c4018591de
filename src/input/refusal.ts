/** A fault of a key as the UserError that names key, place and remedy. */
import { UserError } from '../cj/errors.js';
import { keyText, type Locate, type Refuse } from './key-path.js';

/** `whole` is what the value is called that the keys lead into. */
export function refusal(locate: Locate, whole?: string): Refuse {
  return ({ code, path, says, fix }) =>
    new UserError({
      code,
      message: `${keyText(path, whole)}${says.startsWith(':') ? '' : ' '}${says}${/[.?!]$/.test(says) ? '' : '.'}`,
      where: locate(path),
      ...(fix === undefined ? {} : { fix }),
    });
}
