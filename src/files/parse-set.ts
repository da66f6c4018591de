/** What stands after `--set`: KEY=VALUE, where VALUE is written as in YAML. */
import { type Document, parseDocument, visit } from 'yaml';
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
  const document = parseDocument(text, { prettyErrors: false });
  const problem = document.errors[0]?.message ?? aliasProblem(document);
  if (problem !== null) {
    throw new UserError({
      code: 'bad_set',
      message: `The value is not valid YAML: ${problem}.`,
      fix: 'Put text with special signs in quotes.',
      where,
    });
  }
  refusePaddedNumbers(document, () => where);
  return document.toJS() as unknown;
}

function aliasProblem(document: Document.Parsed): string | null {
  let problem: string | null = null;
  visit(document, {
    Alias: (_key, { source }) => {
      problem = `*${source} is an alias, and a single value has none`;
      return visit.BREAK;
    },
  });
  return problem;
}
