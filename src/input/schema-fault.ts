/** The first issue that zod found, in the words of a person who edits the file. */
import type * as z from 'zod';
import { objectOrNull } from '../cj/stored-value.js';
import type { KeyPath, ScenarioFault } from './key-path.js';
import { didYouMean } from './nearest-name.js';

type Issue = z.core.$ZodIssue;

export function schemaFault(issues: readonly Issue[], around: KeyPath = []): ScenarioFault {
  const issue = tellingIssue(issues);
  if (issue === undefined) return { code: 'bad_value', path: around, says: 'is not valid' };
  const path = [...around, ...keyPath(issue.path)];
  if (issue.code === 'unrecognized_keys') {
    const [says = '', fix = ''] = issue.message.split('\n');
    return { code: 'unknown_key', path: [...path, issue.keys[0] ?? ''], says, fix };
  }
  if (issue.code === 'invalid_union' && 'options' in issue && issue.discriminator !== undefined) {
    const written = objectOrNull(issue.input)?.[issue.discriminator];
    return { code: 'bad_value', path, says: notOneOf(issue.options ?? [], written) };
  }
  const meant = issue.code === 'invalid_union' ? meantBranch(issue) : null;
  if (meant !== null) return schemaFault(meant, path);
  return { code: 'bad_value', path, says: complaint(issue) };
}

/** The first; a key that is missing may be there under a misspelt name, and then that is told. */
function tellingIssue(issues: readonly Issue[]): Issue | undefined {
  const [first] = issues;
  if (first === undefined || first.input !== undefined) return first;
  const group = first.path.slice(0, -1).join('.');
  const isMisspelt = (issue: Issue) =>
    issue.code === 'unrecognized_keys' &&
    issue.path.join('.') === group &&
    issue.message.includes('did you mean');
  return issues.find(isMisspelt) ?? first;
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** The one branch of a union that is of the kind that was written: its faults lie deeper, or in the value itself. */
function meantBranch(issue: UnionIssue): readonly Issue[] | null {
  const fits = (isMeant: (fault: Issue) => boolean) => {
    const found = issue.errors.filter((faults) => faults.length > 0 && faults.every(isMeant));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const deeper = fits(({ path }) => path.length > 0);
  return deeper ?? (issue.message.startsWith('must ') ? null : fits(isOfTheValue));
}

/** The kind is right. A number that is none (.inf, .nan) is a number all the same. */
function isOfTheValue(fault: Issue): boolean {
  if (fault.code !== 'invalid_type') return fault.code !== 'invalid_union';
  return typeof fault.input === 'number' && (fault.expected === 'number' || fault.expected === 'int');
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return ownWords(issue) ?? wrongKind(issue);
    case 'too_small':
      return ownWords(issue) ?? tooSmall(issue);
    case 'too_big':
      return ownWords(issue) ?? tooBig(issue);
    case 'invalid_value':
      return notOneOf(issue.values, issue.input);
    case 'invalid_union':
      return ownWords(issue) ?? noneOfTheKinds(issue);
    default:
      return ownWords(issue) ?? `: ${issue.message}`;
  }
}

/** A message of the schema itself: a predicate (`must be …`) gets the value, anything else stands by itself. */
function ownWords(issue: Issue): string | null {
  if (issue.message.startsWith('must ')) {
    return issue.input === undefined
      ? `is missing; it ${issue.message}`
      : `${issue.message}, not ${shown(issue.input)}`;
  }
  const isZods = /^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message);
  return isZods ? null : `: ${issue.message}`;
}

const KINDS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  tuple: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function kindOf(issue: Issue): string {
  return (issue.code === 'invalid_type' && KINDS[issue.expected]) || 'another kind of value';
}

function wrongKind(issue: Issue): string {
  if (issue.input === undefined) return `is missing; it must be ${kindOf(issue)}`;
  return `must be ${kindOf(issue)}, not ${shown(issue.input)}${quoteHint(issue)}`;
}

function noneOfTheKinds({ errors, input }: UnionIssue): string {
  const kinds = [...new Set(errors.flatMap(([fault]) => (fault === undefined ? [] : [kindOf(fault)])))];
  const accepted = [kinds.slice(0, -1).join(', '), kinds.at(-1)].filter(Boolean).join(' or ');
  return input === undefined
    ? `is missing; it must be ${accepted}`
    : `must be ${accepted}, not ${shown(input)}`;
}

function quoteHint(issue: Issue): string {
  const isPlainWord = typeof issue.input === 'number' || typeof issue.input === 'boolean';
  return issue.code === 'invalid_type' && issue.expected === 'string' && isPlainWord
    ? ' (put it in quotes)'
    : '';
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  const least = String(issue.minimum);
  if (issue.origin === 'array') return `must have at least ${least} ${least === '1' ? 'entry' : 'entries'}`;
  if (issue.origin === 'string') return 'must not be empty';
  return `must be ${issue.inclusive === false ? 'greater than' : 'at least'} ${least}, not ${shown(issue.input)}`;
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): string {
  if (issue.origin === 'array') return `must have at most ${issue.maximum} entries`;
  return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}, not ${shown(issue.input)}`;
}

function notOneOf(values: readonly unknown[], written: unknown): string {
  const accepted = values.map(String);
  if (written === undefined) return `is missing; it must be ${oneOf(accepted)}`;
  const guess = typeof written === 'string' ? didYouMean(written, accepted) : '';
  return `must be ${oneOf(accepted)}, not ${shown(written)}${guess}`;
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `one of ${names.join(', ')}`;
}

/** A value on one line, cut after 60 characters. */
function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function keyPath(path: readonly PropertyKey[]): KeyPath {
  return path.map((part) => (typeof part === 'number' ? part : String(part)));
}
