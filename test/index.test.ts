import { expect, test } from 'vitest';
import { byCodePoint } from '../src/cj/code-point-order.js';
import {
  createWorld,
  expandScenario,
  jsonResult,
  loadScenario,
  readStoredWorld,
  run,
  runResultSchema,
} from '../src/index.js';

test('the library has these names and no others', async () => {
  const library = await import('../src/index.js');
  expect(Object.keys(library).sort(byCodePoint)).toEqual([
    'BugError',
    'OUTCOME_NAMES',
    'RunFailed',
    'UserError',
    'advise',
    'analyseSweep',
    'backtest',
    'comparisonTable',
    'createWorld',
    'expandScenario',
    'fit',
    'forkWorld',
    'forkedPlan',
    'jsonResult',
    'loadScenario',
    'readComparisons',
    'readStoredWorld',
    'replay',
    'resumeWorld',
    'run',
    'runAsync',
    'runResultSchema',
    'scenarioSchema',
    'study',
    'sweep',
  ]);
});

test('a scenario runs through the library alone, to a result of the documented schema', () => {
  const { scenario, sources } = loadScenario('four-essays');
  using world = createWorld({ plan: expandScenario(scenario, { seed: 'library' }, sources) });
  const ending = run(world);
  world.seal(ending);
  const result = jsonResult(readStoredWorld(world.store));
  expect(ending).toBe('finished');
  expect(runResultSchema.parse(result)).toEqual(result);
});
