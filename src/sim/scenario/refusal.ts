/** A fault of a scenario's key as the UserError that names key, place and remedy. */
import { UserError } from '../../cj/errors.js';
import { keyText, type Locate, type Refuse } from './key-path.js';

export function refusal(locate: Locate): Refuse {
  return ({ code, path, says, fix }) =>
    new UserError({
      code,
      message: `${keyText(path)}${says.startsWith(':') ? '' : ' '}${says}${/[.?!]$/.test(says) ? '' : '.'}`,
      where: locate(path),
      ...(fix === undefined ? {} : { fix }),
    });
}
