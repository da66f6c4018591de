/** What stands after `--set`: KEY=VALUE, where VALUE is written as in YAML. */
import { parse, parseDocument, YAMLError } from 'yaml';
import { UserError } from '../cj/errors.js';
import { type KeyChange, keyPathOf } from '../sim/scenario/set-key.js';
import { refusePaddedNumbers } from './padded-number.js';

export function parseSet(written: string): KeyChange {
  const where = `--set ${written}`;
  const equals = written.indexOf('=');
  if (equals < 1) {
    throw new UserError({
      code: 'bad_set',
      message: `"${written}" sets nothing.`,
      fix: 'Write KEY=VALUE, for example --set request.max_comparisons=100.',
      where,
    });
  }
  const path = keyPathOf(written.slice(0, equals).trim(), where);
  return { path, value: parsedValue(written.slice(equals + 1), where), where };
}

function parsedValue(text: string, where: string): unknown {
  try {
    const value = parse(text, { prettyErrors: false, maxAliasCount: 0 }) as unknown;
    refusePaddedNumbers(parseDocument(text), () => where);
    return value;
  } catch (error) {
    if (!(error instanceof YAMLError)) throw error;
    throw new UserError({
      code: 'bad_set',
      message: `The value is not valid YAML: ${error.message}.`,
      fix: 'Put text with special signs in quotes.',
      where,
    });
  }
}
