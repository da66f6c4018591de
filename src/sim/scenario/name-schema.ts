/** A name that a scenario gives: of an essay, an anchor, a grade, an actor. */
import * as z from 'zod';

/** For editors; what the program says of a name is below. */
const NAME_PATTERN = String.raw`^[^\s\u0000-\u001f\u007f-\u009f](?:[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f])?$`;

export const nameSchema = z
  .union([z.string().meta({ maxLength: 200, pattern: NAME_PATTERN }), z.int()], 'must be text')
  .transform(String)
  .refine((name) => name.trim() === name && name !== '', 'must not be empty or begin or end with a space')
  .refine((name) => !/\p{Cc}/u.test(name), 'must not hold line breaks or other control characters')
  .refine((name) => !/\p{Cs}/u.test(name), 'must not hold half a character (a lone surrogate)')
  .refine((name) => name.length <= 200, 'must be at most 200 characters');
