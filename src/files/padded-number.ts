/** Numbers that are written with zeros in front: YAML drops them, and with them a part of an id such as 007. */
import { type Document, type Scalar, visit } from 'yaml';
import { UserError } from '../cj/errors.js';

/** `whereOf`: the place of the number in what was written. */
export function refusePaddedNumbers(document: Document, whereOf: (scalar: Scalar) => string): void {
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value !== 'number' || !/^[+-]?0\d/.test(scalar.source ?? '')) return;
      throw new UserError({
        code: 'padded_number',
        message: `${scalar.source} would be read as the number ${scalar.value}.`,
        fix: `Put it in quotes if it is a text ("${scalar.source}"), or write ${scalar.value}.`,
        where: whereOf(scalar),
      });
    },
  });
}
