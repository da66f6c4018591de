import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { completeScenario } from '../../src/files/load-scenario.js';
import { parseYamlSource } from '../../src/files/yaml-source.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

const ESSAYS = 'essays: { generate: { count: 5 } }\n';

/** The text of a file, and what is said of it. */
const CASES: readonly (readonly [string, string])[] = [
  ['', 's.yaml: s.yaml is empty.'],
  ['# only a comment\n', 's.yaml: s.yaml is empty.'],
  [
    'essays: [',
    's.yaml:1:10: This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  ['a: 1\na: 2\n', 's.yaml:2:1: This is not valid YAML: Map keys must be unique.'],
  ['- 1\n', 's.yaml:1:1: the scenario must be a group of keys, not [1].'],
  ['!!js/function f', 's.yaml:1:1: This is not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function.'],
  [
    'x: &a [1,1,1,1,1,1,1,1,1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\ndefects: [*c,*c,*c,*c]\n',
    's.yaml: s.yaml uses its aliases more than 100 times, or nests too deeply.',
  ],
  [
    'esays: { generate: { count: 5 } }\n',
    's.yaml:1:1: esays is not a key of a scenario; did you mean essays?',
  ],
  [
    `${ESSAYS}settings:\n    MAX_PAIRWISE_COMPARISON: 3\n`,
    's.yaml:3:5: settings.MAX_PAIRWISE_COMPARISON is not a setting; did you mean MAX_PAIRWISE_COMPARISONS?',
  ],
  [
    `${ESSAYS}settings:\n  MAX_PAIRWISE_COMPARISONS: many\n`,
    's.yaml:3:3: settings.MAX_PAIRWISE_COMPARISONS must be a number, not "many".',
  ],
  [
    `${ESSAYS}settings: { MAX_PAIRWISE_COMPARISONS: 0 }\n`,
    's.yaml:2:13: settings.MAX_PAIRWISE_COMPARISONS must be at least 1, not 0.',
  ],
  [
    `${ESSAYS}settings: { BATCH_TIMEOUT_HOURS: .inf }\n`,
    's.yaml:2:13: settings.BATCH_TIMEOUT_HOURS must be a number, not Infinity.',
  ],
  [`${ESSAYS}settings: { FOO: 1 }\n`, 's.yaml:2:13: settings.FOO is not a setting.'],
  [
    `${ESSAYS}settings: { PAIR_MATCHING_STRATEGY: optimal }\n`,
    's.yaml:2:13: settings.PAIR_MATCHING_STRATEGY must be one of optimal_graph, random, adaptive, d_optimal, not "optimal"; did you mean d_optimal?',
  ],
  [
    `${ESSAYS}settings: { ENABLE_FAILED_COMPARISON_RETRY: yes }\n`,
    's.yaml:2:13: settings.ENABLE_FAILED_COMPARISON_RETRY must be true or false, not "yes".',
  ],
  [
    `${ESSAYS}policy: service-2025-11-6\n`,
    's.yaml:2:1: policy must be one of current, service-2026-02, service-2025-11-27, service-2025-11-16, not "service-2025-11-6"; did you mean service-2025-11-16?',
  ],
  [
    `${ESSAYS}policy: 7\n`,
    's.yaml:2:1: policy must be one of current, service-2026-02, service-2025-11-27, service-2025-11-16, not 7.',
  ],
  [
    `${ESSAYS}defects: [lost-updat]\n`,
    's.yaml:2:11: defects[0] is no defect: lost-updat; did you mean lost-update?',
  ],
  [`${ESSAYS}defects: lost-update\n`, 's.yaml:2:1: defects must be a list, not "lost-update".'],
  [
    `${ESSAYS}schedule: random\n`,
    's.yaml:2:1: schedule must be keyed, fifo or pct:N with N from 1 to 9, not "random".',
  ],
  [`${ESSAYS}judge: { profile: btt }\n`, 's.yaml:2:10: There is no judge profile btt; did you mean bt?'],
  [
    `${ESSAYS}judge: { profile: bt, module: ./x.js }\n`,
    's.yaml:2:1: judge: give exactly one of profile, module.',
  ],
  [
    `${ESSAYS}judge: { profile: bt, options: {} }\n`,
    's.yaml:2:1: judge: parameters go with a profile, options with a module.',
  ],
  [
    `${ESSAYS}judge: { profile: bt, parameters: { choice: { discriminaton: 2 } } }\n`,
    's.yaml:2:47: judge.parameters.choice.discriminaton is not a trait of a judge of the model bt; did you mean discrimination?',
  ],
  [`${ESSAYS}judge: { profile: ./nowhere.yaml }\n`, 's.yaml:2:10: /tmp/nowhere.yaml does not exist.'],
  ['request: {}\n', 's.yaml:1:1: essays is missing; it must say where the essays come from.'],
  ['essays: {}\n', 's.yaml:1:1: essays: give exactly one of generate, list, folder.'],
  [
    'essays: { generate: { count: 3 }, list: [{ id: a }] }\n',
    's.yaml:1:1: essays: give exactly one of generate, list, folder.',
  ],
  ['essays: { list: [] }\n', 's.yaml:1:11: essays.list must have at least 1 entry.'],
  ['essays: { generate: { count: 0 } }\n', 's.yaml:1:23: essays.generate.count must be at least 1, not 0.'],
  [
    'essays: { generate: { count: 2.5 } }\n',
    's.yaml:1:23: essays.generate.count must be a whole number, not 2.5.',
  ],
  [
    'essays: { generate: { count: 100001 } }\n',
    's.yaml:1:23: essays.generate.count must be at most 100000, not 100001.',
  ],
  [
    'essays: { generate: { count: .nan } }\n',
    's.yaml:1:23: essays.generate.count must be a number, not NaN.',
  ],
  [
    'essays: { generate: { count: 60000 } }\nbatch_count: 20\n',
    's.yaml:1:1: the scenario has 1200000 essays in all its batches; at most 1000000 are possible.',
  ],
  [
    'essays: { list: [{ id: a }, { id: b }, { id: a }] }\n',
    's.yaml:1:42: essays.list[2].id is a, which essay 1 of the list has already.',
  ],
  ['essays: { list: [{ ability: 1 }] }\n', 's.yaml:1:18: essays.list[0].id is missing; it must be text.'],
  [
    'essays: { list: [{ id: a, ability: .inf }] }\n',
    's.yaml:1:27: essays.list[0].ability must be a number, not Infinity.',
  ],
  [
    'essays: { list: [{ id: a, ability: high }] }\n',
    's.yaml:1:27: essays.list[0].ability must be a number, not "high".',
  ],
  [
    'essays: { list: [{ id: a, text: "  " }] }\n',
    's.yaml:1:27: essays.list[0].text must not be an empty text, not "  ".',
  ],
  [
    'essays: { list: [{ id: a, known_grade: B }] }\n',
    's.yaml:1:27: essays.list[0].known_grade is given for an essay that is no anchor.',
  ],
  [
    'essays: { list: [{ id: a, is_anchor: true, known_grade: G }] }\n',
    's.yaml:1:44: essays.list[0].known_grade is G, which is no grade of swedish_8_anchor.',
  ],
  [
    'essays: { list: [{ id: "" }] }\n',
    's.yaml:1:20: essays.list[0].id must not be empty or begin or end with a space, not "".',
  ],
  ['essays: { list: [{ id: true }] }\n', 's.yaml:1:20: essays.list[0].id must be text, not true.'],
  [
    'essays: { generate: { count: 5, ability: { normla: { mean: 0, sd: 1 } } } }\n',
    's.yaml:1:33: essays.generate.ability: not a distribution: write a number, {constant: x}, {uniform: [low, high]}, {normal: {mean, sd, min?, max?}}, {lognormal: {median, sigma}} or {exponential: {mean}}.',
  ],
  [
    'essays: { generate: { count: 5, ability: { normal: { mean: 0, sd: -1 } } } }\n',
    's.yaml:1:63: essays.generate.ability.normal.sd must be at least 0, not -1.',
  ],
  [
    'essays: { generate: { count: 5, ability: { uniform: [2, 1] } } }\n',
    's.yaml:1:44: essays.generate.ability.uniform: the lower bound comes first.',
  ],
  ['essays: { folder: nowhere }\n', 's.yaml:1:11: /tmp/nowhere does not exist.'],
  ['essays: { csv: a.csv, generate: { count: 5 } }\n', 's.yaml:1:1: essays: csv goes with folder only.'],
  [
    `${ESSAYS}request: { max_comparisons: 0 }\n`,
    's.yaml:2:12: request.max_comparisons: max_comparisons_override is 0; it must be a whole number of at least 1.',
  ],
  [
    `${ESSAYS}request: { max_comparisons: -5 }\n`,
    's.yaml:2:12: request.max_comparisons: max_comparisons_override is -5; it must be a whole number of at least 1.',
  ],
  [
    `${ESSAYS}request: { max_comparisons: 10.5 }\n`,
    's.yaml:2:12: request.max_comparisons must be a whole number, not 10.5.',
  ],
  [
    `${ESSAYS}request: { max_comparisons: "60" }\n`,
    's.yaml:2:12: request.max_comparisons must be a number, not "60".',
  ],
  [
    `${ESSAYS}request: { max_comparisons: .nan }\n`,
    's.yaml:2:12: request.max_comparisons must be a number, not NaN.',
  ],
  [
    `${ESSAYS}request: { max_comparisons: 1e300 }\n`,
    's.yaml:2:12: request.max_comparisons must be at most 9007199254740991, not 1e+300.',
  ],
  [
    `${ESSAYS}request: { language: 5 }\n`,
    's.yaml:2:12: request.language must be text, not 5 (put it in quotes).',
  ],
  [
    `${ESSAYS}request: { batch_config_overrides: { batch_size: 9 } }\n`,
    's.yaml:2:12: request.batch_config_overrides: batch_size is 9; it must be a whole number from 10 to 200.',
  ],
  [
    `${ESSAYS}request: { llm_config_overrides: { modle: x } }\n`,
    's.yaml:2:36: request.llm_config_overrides.modle is not a key of llm_config_overrides; did you mean model?',
  ],
  [
    `${ESSAYS}judge: { profile: bt, parameters: { __proto__: { x: 1 } } }\n`,
    's.yaml:2:37: judge.parameters.__proto__ is no key of this group.',
  ],
  [
    `${ESSAYS}request: { llm_config_overrides: { temperature: 3 } }\n`,
    's.yaml:2:36: request.llm_config_overrides.temperature must be at most 2, not 3.',
  ],
  [
    `${ESSAYS}batches:\n  - id: 3\n  - id: 4\n  - id: 3\n`,
    's.yaml:5:5: batches[2].id is 3, which batch 1 of the list has already.',
  ],
  [`${ESSAYS}batches: [{ id: 0 }]\n`, 's.yaml:2:13: batches[0].id must be at least 1, not 0.'],
  [`${ESSAYS}batches: []\n`, 's.yaml:2:1: batches must have at least 1 entry.'],
  [
    `${ESSAYS}batches: [{ id: 1 }]\nbatch_count: 2\n`,
    's.yaml:1:1: the scenario: give batches or batch_count, not both.',
  ],
  [
    ESSAYS +
      'batches: [{ bos_batch_id: 19e9b199-b500-45ce-bf95-ed63bb7489aa }, { bos_batch_id: 19e9b199-b500-45ce-bf95-ed63bb7489aa }]\n',
    's.yaml:2:69: batches[1].bos_batch_id is 19e9b199-b500-45ce-bf95-ed63bb7489aa, which batch 1 of the list has already.',
  ],
  [
    `${ESSAYS}batches: [{ bos_batch_id: abc }]\n`,
    's.yaml:2:13: batches[0].bos_batch_id must be a uuid in small letters, not "abc".',
  ],
  [`${ESSAYS}batches: [{ at: 8d }]\n`, 's.yaml:2:13: batches[0].at is not before the horizon (7d).'],
  [
    `${ESSAYS}batches: [{ at: tomorrow }]\n`,
    's.yaml:2:13: batches[0].at must be a duration such as 30s, 5m, 1h30m or 7d (at most 3650d), or a whole number of milliseconds, not "tomorrow".',
  ],
  [
    `${ESSAYS}batches:\n  - request: { max_comparisons: 0 }\n`,
    's.yaml:3:16: batches[0].request.max_comparisons: max_comparisons_override is 0; it must be a whole number of at least 1.',
  ],
  [`${ESSAYS}unanswered: [2]\n`, 's.yaml:2:14: unanswered[0] is 2, and there is no such batch.'],
  [`${ESSAYS}batch_count: 1000000\n`, 's.yaml:2:1: batch_count must be at most 100000, not 1000000.'],
  [
    `${ESSAYS}assignment: { grade_scale: swedish_8 }\n`,
    's.yaml:2:15: assignment.grade_scale is no grade scale: swedish_8; did you mean swedish_8_anchor?',
  ],
  [
    `${ESSAYS}policy: service-2026-02\npolicy_changes: [{ at: 1s, policy: current }]\nassignment: { grade_scale: swedish_8 }\n`,
    's.yaml:4:15: assignment.grade_scale is no grade scale: swedish_8; did you mean swedish_8_anchor?',
  ],
  [
    `${ESSAYS}assignment:\n  anchors:\n    - { label: a, grade: G }\n`,
    's.yaml:4:19: assignment.anchors[0].grade is G, which is no grade of swedish_8_anchor.',
  ],
  [
    `${ESSAYS}assignment: { anchors: [{ label: a, grade: A }, { label: a, grade: B }] }\n`,
    's.yaml:2:51: assignment.anchors[1].label is a, which anchor 1 has already.',
  ],
  [
    `${ESSAYS}assignment: { anchors: [{ grade: A }] }\n`,
    's.yaml:2:25: assignment.anchors[0].label is missing; it must be text.',
  ],
  [
    `${ESSAYS}assignment: { anchors: none }\n`,
    's.yaml:2:15: assignment.anchors must be a list of anchors, or {csv, folder}, not "none".',
  ],
  [
    `${ESSAYS}assignment: { anchors: { csv: nowhere.csv } }\n`,
    's.yaml:2:26: /tmp/nowhere.csv does not exist.',
  ],
  [
    `${ESSAYS}assignment: { context_origin: national }\n`,
    's.yaml:2:15: assignment.context_origin must be one of research_experiment, canonical_national, not "national".',
  ],
  [
    `${ESSAYS}assignment: { context_origin: canonical_national }\nrequest: { judge_rubric_override: x }\n`,
    's.yaml:3:12: request.judge_rubric_override is refused, because context_origin of the assignment is canonical_national.',
  ],
  [
    `${ESSAYS}clock_start: 2025-02-30T00:00:00Z\n`,
    's.yaml:2:1: clock_start must be a moment in UTC such as 2025-11-16T02:54:06Z, not "2025-02-30T00:00:00Z".',
  ],
  [
    `${ESSAYS}clock_start: 2025-11-16 02:54\n`,
    's.yaml:2:1: clock_start must be a moment in UTC such as 2025-11-16T02:54:06Z, not "2025-11-16 02:54".',
  ],
  [
    `${ESSAYS}clock_start: 0000-00-00T99:99:99Z\n`,
    's.yaml:2:1: clock_start must be a moment in UTC such as 2025-11-16T02:54:06Z, not "0000-00-00T99:99:99Z".',
  ],
  [`${ESSAYS}horizon: 0\n`, 's.yaml:2:1: horizon must be longer than 0.'],
  [
    `${ESSAYS}horizon: -5\n`,
    's.yaml:2:1: horizon must be a duration such as 30s, 5m, 1h30m or 7d (at most 3650d), or a whole number of milliseconds, not -5.',
  ],
  [
    `${ESSAYS}horizon: 9999d\n`,
    's.yaml:2:1: horizon must be a duration such as 30s, 5m, 1h30m or 7d (at most 3650d), or a whole number of milliseconds, not "9999d".',
  ],
  [`${ESSAYS}stop: { at: 8d }\n`, 's.yaml:2:9: stop.at lies after the horizon (7d).'],
  [
    `${ESSAYS}stop: { at: 2020-01-01T00:00:00Z }\n`,
    's.yaml:2:9: stop.at lies before clock_start (2026-02-02T08:00:00Z).',
  ],
  [
    `${ESSAYS}stop: { at: soon }\n`,
    's.yaml:2:9: stop.at must be a duration after the start of the clock (3h30m) or a moment (2025-11-16T06:00:00Z), not "soon".',
  ],
  [`${ESSAYS}stop: 3h\n`, 's.yaml:2:1: stop must be a group of keys, not "3h".'],
  [`${ESSAYS}latency: { content: -1 }\n`, 's.yaml:2:12: latency.content must not be below 0, not -1.'],
  [
    `${ESSAYS}latency: { content: fast }\n`,
    's.yaml:2:12: latency.content: not a distribution: write a number, {constant: x}, {uniform: [low, high]}, {normal: {mean, sd, min?, max?}}, {lognormal: {median, sigma}} or {exponential: {mean}}.',
  ],
  [`${ESSAYS}latency: { content: .inf }\n`, 's.yaml:2:12: latency.content must be a number, not Infinity.'],
  [
    `${ESSAYS}judge: { profile: bt, parameters: { choice: { discrimination: .inf } } }\n`,
    's.yaml:2:47: judge.parameters.choice.discrimination must be a number, not Infinity.',
  ],
  [
    `${ESSAYS}judge: { module: ./j.mjs, options: { a: [1, .nan] } }\n`,
    's.yaml:2:45: judge.options.a[1] must be a number, not NaN.',
  ],
  [`${ESSAYS}consumers: { count: 0 }\n`, 's.yaml:2:14: consumers.count must be at least 1, not 0.'],
  [`${ESSAYS}seed: [1]\n`, 's.yaml:2:1: seed must be text or a whole number, not [1].'],
  [`${ESSAYS}seed: 1.5\n`, 's.yaml:2:1: seed must be text or a whole number, not 1.5.'],
  [`${ESSAYS}title: null\n`, 's.yaml:2:1: title must be text, not null.'],
  [
    `${ESSAYS}runner: { await_completion: maybe }\n`,
    's.yaml:2:11: runner.await_completion must be true or false, not "maybe".',
  ],
  [`${ESSAYS}keep_prompts: 1\n`, 's.yaml:2:1: keep_prompts must be true or false, not 1.'],
  [`${ESSAYS}1: 2\n`, 's.yaml:2:1: 1 is not a key of a scenario.'],
  [`${ESSAYS}"__proto__": 1\n`, 's.yaml:2:1: __proto__ is not a key of a scenario.'],
];

/** Place and message of the error that a scenario ends in. */
function complaintAbout(text: string): string {
  try {
    const { value, locate } = parseYamlSource(text, 's.yaml');
    const { scenario, sources } = completeScenario(value, { folder: '/tmp', name: 's', locate });
    expandScenario(scenario, {}, sources);
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('a mistake in a scenario is named with file, line, column, key and remedy', () => {
  test.each(CASES)('%j', (text, complaint) => {
    expect(complaintAbout(text)).toBe(complaint);
  });
});

test('accepted names that do not fit into the sentence stand in the fix', () => {
  const { value, locate } = parseYamlSource(`${ESSAYS}consumers: { number: 2 }\n`, 's.yaml');
  expect(() => completeScenario(value, { folder: '/tmp', name: 's', locate })).toThrowError(
    expect.objectContaining({
      code: 'unknown_key',
      message: 'consumers.number is not a key of consumers.',
      fix: 'Use one of count, keyed_by_batch.',
      where: 's.yaml:2:14',
    }),
  );
});

test('a file that is nested without end is refused', () => {
  expect(() => parseYamlSource('['.repeat(100_000), 's.yaml')).toThrowError(UserError);
});

test('a key behind an alias is found where the alias points', () => {
  const { locate } = parseYamlSource(
    'essays: &e\n  list:\n    - id: a\nbatches:\n  - essays: *e\n',
    's.yaml',
  );
  expect(locate(['batches', 0, 'essays', 'list', 0, 'id'])).toBe('s.yaml:3:7');
});

test('a path that is not in the file stands where the nearest key around it does', () => {
  const { locate } = parseYamlSource('essays:\n  folder: texts\n', 's.yaml');
  expect(locate(['essays', 'list', 3, 'id'])).toBe('s.yaml:1:1');
});
