/** docs/reference/json-documents.md says every key of every document that a command prints with `--json`, and no other. */
import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ANY_NAME, type DeclaredKey, type KeyTable } from '../../scripts/reference/declared-keys.js';
import { JSON_DOCUMENTS, keyTablesOf, RESULT_COMMANDS } from '../../scripts/reference/json-documents.js';
import { ALL_COMMANDS } from '../../src/commands/all-commands.js';
import { commandName } from '../../src/commands/command.js';
import { inNewFolder, typed } from '../commands/typed.js';

inNewFolder();

const WINS = ['a,b,j,a', 'b,c,j,c', 'c,a,k,c', 'a,d,k,d', 'd,b,j,d', 'c,d,k,c', 'b,a,j,b', 'd,a,k,d'];
const EXPERIMENT = `name: small
title: t
question: q
scenario: class-60
set: { essays.generate.count: 8, settings.SCORE_STABILITY_THRESHOLD: 0 }
design: { kind: grid, factors: { request.max_comparisons: [20, 40] } }
reaches: [{ outcome: true_r2, levels: [0.5] }]
x: request.max_comparisons
replicates: 4
outcome: ssr
outcomes: [ssr, true_r2]
`;

beforeAll(async () => {
  const rows = Array.from({ length: 15 }, () => WINS).flat();
  writeFileSync('wins.csv', `winner,loser,judge,first\n${[...rows, 'a,a,j,a', 'a,b,j,z'].join('\n')}\n`);
  writeFileSync('ranking.csv', 'id,score,se,grade\na,2,0.3,A\nb,0.4,0.3,\nc,-2,0.3,E\n');
  writeFileSync('small.yaml', EXPERIMENT);
  writeFileSync('unknown.yaml', UNKNOWN);
  writeFileSync('listed.yaml', `name: listed\nessays: { list: [${LISTED.join(', ')}] }\n`);
  for (const [scenario, flags] of Object.entries(RUNS)) {
    const { code } = await typed(['run', ...flags, '--db', `${scenario}.db`, '--quiet']);
    expect([0, 1]).toContain(code);
  }
}, 120_000);

const LISTED = 'abcdefgh'.split('').map((id) => `{ id: ${id} }`);
/** No truth is known of essays that a judge without abilities compares. */
const UNKNOWN = EXPERIMENT.replace('class-60', './listed.yaml').replace(
  'essays.generate.count: 8',
  'judge.profile: hash',
);

const RUNS = {
  one: ['eng5', '--seed', '1'],
  other: ['eng5', '--seed', '2'],
  broken: ['class-60', '--defect', 'lost-update'],
  stuck: ['stuck'],
} as const;

/** By the line of the page, lines that print such a document. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  'cjsim advise': [
    'advise --essays 3 --search-runs 5 --confirm-runs 10 --workers 1 --target true-correlation=0.01',
  ],
  'cjsim backtest FILE.csv': ['backtest wins.csv --simulations 20'],
  'cjsim blame CASE': ['blame lost-update --runs 300', 'blame errors-only-wave-is-stable --runs 300'],
  'cjsim check': ['check one.db', 'check broken.db'],
  'cjsim defects': ['defects', 'defects show lost-update'],
  'cjsim diff A B': ['diff one.db other.db', 'diff one.db stuck.db', 'diff one.db one.db'],
  'cjsim fit FILE.csv': [
    'fit wins.csv',
    'fit wins.csv --design adaptive',
    'fit wins.csv --estimator service',
  ],
  'cjsim fuzz': [
    'fuzz --runs 3 --workers 1 --keep none',
    'fuzz --runs 40 --workers 1 --keep kept --defect overwrite-totals',
  ],
  'cjsim fuzz --mutants': ['fuzz --mutants --seeds 1 --runs 20 --workers 1 --defect overwrite-totals'],
  'cjsim inspect': [
    'inspect one.db',
    'inspect one.db --view comparisons',
    'inspect one.db --projections',
    'inspect stuck.db --stuck',
  ],
  'cjsim invariants': ['invariants'],
  'cjsim project RANKING.csv --scale NAME': ['project ranking.csv --scale swedish_8_anchor'],
  'cjsim ps': ['ps one.db'],
  'cjsim repro CASE': ['repro lost-update'],
  'cjsim repro CASE --shrink': ['repro lost-update --shrink'],
  'cjsim scenarios': ['scenarios'],
  'cjsim sweep EXPERIMENT': [
    'sweep small.yaml --workers 1 --out swept',
    'sweep small.yaml --workers 1 --out part --shard 1/2',
    'sweep unknown.yaml --workers 1 --out unknown',
  ],
  'cjsim sweep list': ['sweep list', 'sweep'],
  'cjsim sweep rerun ROW': ['sweep rerun 1 --out swept'],
};

/** The keys of the others are the user's own. */
const WITH_KEYS = JSON_DOCUMENTS.filter(({ type }) => type !== undefined);

test('every command with --json has a part, or prints the JSON result', async () => {
  const withJson: string[] = [];
  for (const entry of ALL_COMMANDS)
    if ('json' in (await entry.load()).flags) withJson.push(commandName(entry));
  const told = new Set([...RESULT_COMMANDS, ...JSON_DOCUMENTS.map(({ command }) => command)]);
  expect([...told].toSorted()).toEqual(withJson.toSorted());
  expect(Object.keys(PRINTED)).toEqual(WITH_KEYS.map(({ line }) => line));
});

test('every key says what it means', () => {
  const keys = JSON_DOCUMENTS.flatMap((document) =>
    keyTablesOf(document).flatMap(({ paths, keys: own }) =>
      own.map(({ name, meaning }) => ({ key: `${document.line}: ${paths[0]} ${name}`, meaning })),
    ),
  );
  expect(keys.length).toBeGreaterThan(250);
  expect(keys.filter(({ meaning }) => meaning === '')).toEqual([]);
});

test.each(WITH_KEYS)(
  'the keys of $line are those of the page',
  async (document) => {
    const tables = keyTablesOf(document);
    const seen = new Set<string>();
    for (const line of PRINTED[document.line] ?? []) {
      const { out, err } = await typed([...line.split(' '), '--json']);
      const printed: unknown = out === '' ? err : JSON.parse(out);
      for (const object of Array.isArray(printed) ? printed : [printed])
        expect(strayKeys(object, '', { tables, seen })).toEqual([]);
    }
    const all = tables.map(({ paths }) => paths);
    expect(all.filter((paths) => !paths.some((path) => seen.has(path)))).toEqual([]);
  },
  240_000,
);

interface Known {
  readonly tables: readonly KeyTable[];
  /** Where an object was met. */
  readonly seen: Set<string>;
}

/** What an object has and the page has not, or the other way round; and values that the page does not allow. */
function strayKeys(value: unknown, path: string, known: Known): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strayKeys(item, `${path}[]`, known));
  if (typeof value !== 'object' || value === null) return [];
  const table = known.tables.find(({ paths }) => paths.includes(path));
  const entries = Object.entries(value);
  if (table === undefined)
    return entries.flatMap(([, inner]) => strayKeys(inner, `${path}.${ANY_NAME}`, known));
  known.seen.add(path);
  const missing = table.keys.filter(({ name, isOptional }) => !isOptional && !Object.hasOwn(value, name));
  const keys = new Map(table.keys.map((key) => [key.name, key]));
  return [
    ...missing.map(({ name }) => `${path}: ${name} is missing`),
    ...entries.flatMap(([name, inner]) => {
      const key = keys.get(name);
      if (key === undefined) return [`${path}: ${name} is on no page`];
      if (!isAllowed(inner, key)) return [`${path}: ${name} is ${JSON.stringify(inner)}, not ${key.value}`];
      return strayKeys(inner, path === '' ? name : `${path}.${name}`, known);
    }),
  ];
}

/** A number that is not finite is null. */
function isAllowed(value: unknown, { value: words }: DeclaredKey): boolean {
  if (words === 'anything') return true;
  if (value === null) return /null|number/.test(words);
  if (typeof value === 'string') return /text|\]\(/.test(words) || words.includes(`\`${value}\``);
  if (typeof value === 'number') return words.includes('number') || words === `\`${value}\``;
  if (typeof value === 'boolean') return words.startsWith('true');
  return Array.isArray(value) ? words.startsWith('list of') : words.includes('keys');
}
