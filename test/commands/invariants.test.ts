/** `cjsim invariants` lists every oracle that a search or a defect names. */
import { expect, test } from 'vitest';
import { EXHIBITS } from '../../src/search/exhibits.js';
import { SAMPLED_RULES } from '../../src/search/rules/sampled-rules.js';
import { typed } from './typed.js';

interface Listed {
  readonly name: string;
  readonly promise: string;
  readonly oracle: string;
  readonly checked: string;
}

async function listed(): Promise<readonly Listed[]> {
  return JSON.parse((await typed(['invariants', '--json'])).out) as readonly Listed[];
}

test('each oracle that catches a defect is listed, with its class', async () => {
  const classes = new Map((await listed()).map(({ name, oracle }) => [name, oracle]));
  for (const [defect, { caughtBy, oracle }] of Object.entries(EXHIBITS))
    expect([defect, classes.get(caughtBy)]).toEqual([defect, oracle]);
});

test('what a search alone checks is told apart, and names its rules', async () => {
  const search = (await listed()).filter(({ checked }) => checked === 'search');
  expect(search.map(({ name }) => name)).toEqual([
    'same-case-same-digest',
    'chance-is-fair',
    'same-meaning-same-grades',
    'related-worlds-agree',
    'rules-as-specified',
    'RULE-as-specified',
  ]);
  const rules = search.at(-1)?.promise ?? '';
  for (const { name } of SAMPLED_RULES) expect(rules).toContain(name);
  const { out } = await typed(['invariants']);
  expect(out).toMatch(/^of cjsim fuzz alone {2,}what it promises$/m);
  expect(out).toMatch(/^related-worlds-agree {2,}Renamed/m);
});
