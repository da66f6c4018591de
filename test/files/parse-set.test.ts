import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { parseSet } from '../../src/files/parse-set.js';

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('what stands after --set', () => {
  test.each([
    ['seed=7', ['seed'], 7],
    ['seed="7"', ['seed'], '7'],
    ['seed="-007"', ['seed'], '-007'],
    ['latency.content=-0.5', ['latency', 'content'], -0.5],
    ['title=a = b', ['title'], 'a = b'],
    ['settings.LLM_BATCHING_MODE=per_request', ['settings', 'LLM_BATCHING_MODE'], 'per_request'],
    ['BATCH_TIMEOUT_HOURS=6', ['settings', 'BATCH_TIMEOUT_HOURS'], 6],
    ['batches[0].id=3', ['batches', 0, 'id'], 3],
    ['request.max_comparisons=null', ['request', 'max_comparisons'], null],
    ['title=', ['title'], null],
    ['unanswered=[5, 6]', ['unanswered'], [5, 6]],
    ['latency.content={constant: 5}', ['latency', 'content'], { constant: 5 }],
  ])('%s is a path and a YAML value', (written, path, value) => {
    expect(parseSet(written)).toEqual({ path, value, where: `--set ${written}` });
  });

  test.each([
    ['seed', '--set seed: "seed" sets nothing.'],
    ['=7', '--set =7: "=7" sets nothing.'],
    ['a..b=1', '--set a..b=1: "a..b" is no path of keys.'],
    ['batches[x].id=1', '--set batches[x].id=1: "batches[x].id" is no path of keys.'],
    ['[0]=1', '--set [0]=1: "[0]" is no path of keys.'],
    ['sead=7', '--set sead=7: sead is neither a key of a scenario nor a setting; did you mean seed?'],
    [
      'MAX_PAIRWISE=7',
      '--set MAX_PAIRWISE=7: MAX_PAIRWISE is neither a key of a scenario nor a setting; did you mean MAX_PAIRWISE_COMPARISONS?',
    ],
    ['z=7', '--set z=7: z is neither a key of a scenario nor a setting.'],
    ['zzzzzz=7', '--set zzzzzz=7: zzzzzz is neither a key of a scenario nor a setting.'],
    ['seed=-007', '--set seed=-007: -007 would be read as the number -7.'],
    ['seed=+01', '--set seed=+01: +01 would be read as the number 1.'],
    ['title="a', '--set title="a: The value is not valid YAML: Missing closing "quote.'],
  ])('%s is refused', (written, expected) => {
    expect(complaint(() => parseSet(written))).toBe(expected);
  });
});
