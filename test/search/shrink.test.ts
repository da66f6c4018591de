/** What a failing case is made smaller to, and what is kept of it on disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Found } from '../../src/search/found.js';
import { keepCase } from '../../src/search/keep-case.js';
import { planCase } from '../../src/search/plan-case.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCase } from '../../src/search/run-case.js';
import { shrink, sizeOf } from '../../src/search/shrink.js';
import { amountOf, smallerValues } from '../../src/search/smaller-values.js';

const options = { policy: 'current', defects: ['metadata-clobber'] } as const;

function foundIn(scenario: Readonly<Record<string, unknown>>): Found {
  const { found } = runCase(1, scenario, options);
  if (found === null) throw new Error('the defect is caught in case 1');
  return found;
}

test('a case is made as small as it can be, keeping its name and its seed, and fails in the same way', () => {
  const scenario = randomScenario(1);
  const found = foundIn(scenario);
  const small = shrink(scenario, found, options);
  const list = [{ id: 's-00' }, { id: 's-01' }];
  expect(small).toMatchObject({
    scenario: { name: 'case-1', seed: 1, batches: [{ essays: { list } }] },
    isMinimal: true,
    sizeBefore: sizeOf(scenario),
  });
  expect([Object.keys(small.scenario), small.sizeAfter]).toEqual([['name', 'seed', 'batches'], 88]);
  expect(foundIn(small.scenario)).toMatchObject({ rule: found.rule, state: found.state });
  const again = shrink(small.scenario, found, options);
  expect(again).toMatchObject({ scenario: small.scenario, isMinimal: true });
});

test('numbers are lowered where they cannot be left out', () => {
  const own = (count: number) => ({ name: 'own', seed: 1, batches: [{ essays: { generate: { count } } }] });
  const { scenario, isMinimal } = shrink(own(24), foundIn(own(24)), options);
  expect([scenario, isMinimal]).toEqual([own(2), true]);
});

test('a case is violated with its defect, and held without it', () => {
  const outcome = (defects: readonly string[]) =>
    runCase(1, randomScenario(1), { policy: 'current', defects }).outcome;
  expect([outcome(options.defects), outcome([])]).toEqual(['violated', 'held']);
});

test('the bounds are tries and steps', () => {
  const scenario = randomScenario(1);
  const found = foundIn(scenario);
  const few = shrink(scenario, found, options, { mostTries: 3 });
  expect(few).toMatchObject({ tries: 3, isMinimal: false });
  const none = shrink(scenario, found, options, { mostSteps: 0 });
  expect(none).toMatchObject({ tries: 0, isMinimal: false, scenario });
  expect(shrink(scenario, found, options, { mostSteps: 1 }).tries).toBe(1);
});

test('a kept case has all files, and another of the same number goes beside it', () => {
  const parent = mkdtempSync(join(tmpdir(), 'cjsim kept '));
  try {
    const scenario = { ...randomScenario(1), ...options };
    const found = foundIn(scenario);
    const keep = () => keepCase({ parent, number: 1, found, command: 'cjsim fuzz --seed 1' }, options);
    const folder = keep();
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(folder).toBe(join(parent, 'case-1'));
    expect(readdirSync(folder).sort()).toEqual([
      ...['command.txt', 'configuration.json', 'scenario.yaml', 'trace.ndjson', 'violation.json'],
    ]);
    expect(parse(read('scenario.yaml'))).toEqual(JSON.parse(JSON.stringify(scenario)));
    expect(JSON.parse(read('configuration.json'))).toEqual(
      JSON.parse(JSON.stringify(planCase(scenario, options))),
    );
    expect(JSON.parse(read('violation.json'))).toEqual(JSON.parse(JSON.stringify(found)));
    expect(read('command.txt')).toBe(`cjsim fuzz --seed 1\ncjsim repro '${join(folder, 'scenario.yaml')}'\n`);
    const [header = '', ...records] = read('trace.ndjson').trimEnd().split('\n');
    expect(JSON.parse(header)).toMatchObject({ trace_version: 1 });
    expect(records.map((line) => (JSON.parse(line) as { n: number }).n)).toEqual(
      Array.from({ length: found.step ?? 0 }, (_, at) => at + 1),
    );
    expect(keep()).toBe(folder);
    writeFileSync(join(folder, 'scenario.yaml'), 'of another defect');
    expect(keep()).toBe(`${folder}-2`);
    rmSync(join(folder, 'scenario.yaml'));
    expect(keep()).toBe(`${folder}-2`);
  } finally {
    rmSync(parent, { recursive: true });
  }
});

test('a value is lowered by a tenth part, a half and one, a time with its unit, and a fault begins later', () => {
  const smaller = (value: unknown, key: string) => [...smallerValues(value, key)];
  expect([24, 5, 2, 1, -30, 0.5].map((value) => smaller(value, 'rate'))).toEqual([
    ...[[2, 12, 23], [2, 4], [1], [], [-3, -15], []],
  ]);
  expect(['45s', '1m', '1h30m', 'soon'].map((value) => smaller(value, 'by'))).toEqual([
    ...[['4s', '22s', '44s'], [], [], []],
  ]);
  expect(['0s', '2s'].map((value) => smaller(value, 'from'))).toEqual([['1s'], ['4s', '3s']]);
  expect(smaller(12, 'seed')).toEqual([]);
  expect(amountOf({ seed: 9, name: '9s', faults: [{ from: '1s', to: '3s', nth: -2 }] })).toBe(11_002);
});
