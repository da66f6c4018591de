import { describe, expect, test } from 'vitest';
import { byCodePoint } from '../../../src/cj/code-point-order.js';
import { parseProfile } from '../../../src/judges/profile.js';
import { expandScenario, type ScenarioSources } from '../../../src/sim/scenario/expand-scenario.js';
import { parseScenario, type ScenarioOverrides } from '../../../src/sim/scenario/parse-scenario.js';
import type { WorldPlan } from '../../../src/sim/scenario/world-plan.js';

const SOURCES: ScenarioSources = {
  profiles: new Map([
    ['bt', parseProfile({ name: 'bt', choice: { model: 'bt' }, latencyMs: { uniform: [1, 2] } })],
    ['hash', parseProfile({ name: 'hash', choice: { model: 'hash' } })],
  ]),
};

const SMALL = { essays: { generate: { count: 5 } }, request: { max_comparisons: 60 } };

function planOf(value: unknown, overrides: ScenarioOverrides = {}): WorldPlan {
  return expandScenario(parseScenario(value), overrides, SOURCES);
}

describe('defaults', () => {
  test('essays and a budget are a scenario', () => {
    const { texts, batches, settings, judge, ...rest } = planOf(SMALL);
    expect(rest).toEqual({
      name: 'scenario',
      seed: '1',
      policy: 'current',
      defects: [],
      schedule: 'keyed',
      clockStartMs: Date.UTC(2026, 1, 2, 8),
      horizonMs: 7 * 86_400_000,
      stopAtMs: null,
      consumers: { count: 3, keyedByBatch: false },
      latencies: {
        content: { uniform: [20, 120] },
        request: { uniform: [5, 50] },
        callback: { uniform: [10, 250] },
        event: { uniform: [5, 50] },
      },
      keepPrompts: false,
      faults: [],
      policyChanges: [],
      assignments: [],
    });
    expect(batches).toEqual([
      expect.objectContaining({
        id: 1,
        label: '1',
        startMs: 0,
        request: {
          language: 'en',
          course_code: 'ENG5',
          cj_source: 'els',
          cj_request_type: 'cj_comparison',
          max_comparisons_override: 60,
          user_id: 'cjsim-runner',
        },
        judgeRubricOverride: null,
        unanswered: false,
        madeByOldCode: false,
        runner: { awaitsCompletion: false, completionTimeoutMs: null },
      }),
    ]);
    expect(batches[0]?.bosBatchId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect([texts.length, settings.MAX_PAIRWISE_COMPARISONS, judge.kind]).toEqual([5, 120, 'profile']);
  });

  test('without a budget no override is in the request', () => {
    expect('max_comparisons_override' in (planOf({ ...SMALL, request: {} }).batches[0]?.request ?? {})).toBe(
      false,
    );
    const none = { ...SMALL, request: { max_comparisons: null } };
    expect('max_comparisons_override' in (planOf(none).batches[0]?.request ?? {})).toBe(false);
  });

  test("settings are the policy's, then the scenario's, then the override's", () => {
    const scenario = {
      ...SMALL,
      policy: 'service-2025-11-16',
      settings: { SCORE_STABILITY_THRESHOLD: 0.01 },
    };
    const settingsOf = (overrides: ScenarioOverrides) => {
      const { MAX_PAIRWISE_COMPARISONS, SCORE_STABILITY_THRESHOLD } = planOf(scenario, overrides).settings;
      return [MAX_PAIRWISE_COMPARISONS, SCORE_STABILITY_THRESHOLD];
    };
    expect(settingsOf({})).toEqual([350, 0.01]);
    expect(settingsOf({ policy: 'current' })).toEqual([120, 0.01]);
    expect(settingsOf({ settings: { MAX_PAIRWISE_COMPARISONS: 7 } })).toEqual([7, 0.01]);
  });
});

describe('a plan depends on its scenario and seed alone', () => {
  test('the same scenario gives the same plan, another seed another one', () => {
    expect(planOf(SMALL)).toEqual(planOf(SMALL));
    expect(planOf({ ...SMALL, seed: 2 }).texts).not.toEqual(planOf(SMALL).texts);
  });

  test('a seed as number or as text is the same seed', () => {
    expect(planOf({ ...SMALL, seed: 7 })).toEqual(planOf({ ...SMALL, seed: '7' }));
  });

  test('another batch changes nothing of the others, wherever it stands', () => {
    const batches = [{ id: 5 }, { id: 9, at: '10m' }];
    const few = planOf({ ...SMALL, batches });
    const more = planOf({
      ...SMALL,
      batches: [{ id: 7, essays: { generate: { count: 8 } } }, ...batches.reverse()],
    });
    expect(more.batches.filter(({ id }) => id !== 7).reverse()).toEqual(few.batches);
    expect(more.texts).toEqual(expect.arrayContaining([...few.texts]));
  });

  test('two batches of the same kind have different essays', () => {
    const { batches } = planOf({ ...SMALL, batch_count: 2 });
    const [first, second] = batches.map((batch) => batch.abilities.map(({ ability }) => ability));
    expect(batches.map(({ id }) => id)).toEqual([1, 2]);
    expect(first).not.toEqual(second);
  });
});

describe('ids', () => {
  test('batches without an id get the smallest numbers that no other batch has', () => {
    const batches = [{}, { id: 2 }, {}, { id: 1 }, {}];
    expect(planOf({ ...SMALL, batches }).batches.map(({ id }) => id)).toEqual([3, 2, 4, 1, 5]);
  });

  test('generated ids sort as texts like their numbers', () => {
    const ids = planOf({ essays: { generate: { count: 100, prefix: 'pupil' } } }).batches[0]?.essays.map(
      (essay) => essay.els_essay_id,
    );
    expect([ids?.[0], ids?.[9], ids?.[99]]).toEqual(['pupil-001', 'pupil-010', 'pupil-100']);
    expect(ids).toEqual([...(ids ?? [])].sort(byCodePoint));
  });

  test('numbers in the place of ids and grades are read as text', () => {
    const plan = planOf({
      essays: {
        list: [
          { id: 1, ability: 0 },
          { id: 2, ability: 1 },
        ],
      },
      assignment: { id: 7, grade_scale: 'eng5_np_national_9_step', anchors: [{ label: 1, grade: 9 }] },
    });
    expect(plan.batches[0]?.essays.map((essay) => essay.els_essay_id)).toEqual(['1', '2']);
    expect(plan.assignments[0]).toEqual(
      expect.objectContaining({
        assignment_id: '7',
        anchors: [expect.objectContaining({ id: 1, anchor_label: '1', grade: '9' })],
      }),
    );
  });
});

describe('essays', () => {
  test('every text is there under its storage id', () => {
    const plan = planOf({
      essays: {
        list: [
          { id: 'a', ability: 1, text: 'Mine.' },
          { id: 'b', ability: 0 },
        ],
      },
      assignment: {
        student_prompt: 'Write.',
        judge_rubric: 'Ideas.',
        anchors: [{ label: 'x', grade: 'A', ability: 2 }],
      },
      request: { student_prompt: 'Own.', judge_rubric: 'Own ideas.' },
    });
    const texts = new Map(plan.texts.map(({ storage_id, text }) => [storage_id, text]));
    const [assignment] = plan.assignments;
    const [batch] = plan.batches;
    expect(texts.get(batch?.essays[0]?.text_storage_id ?? '')).toBe('Mine.');
    expect(texts.get(batch?.essays[1]?.text_storage_id ?? '')?.split(/\s+/).length).toBeGreaterThan(100);
    expect(texts.get(assignment?.anchors[0]?.text_storage_id ?? '')?.split(/\s+/).length).toBeGreaterThan(
      100,
    );
    expect(texts.get(assignment?.student_prompt_storage_id ?? '')).toBe('Write.');
    expect(texts.get(assignment?.judge_rubric_storage_id ?? '')).toBe('Ideas.');
    expect(texts.get(String(batch?.request.student_prompt_storage_id))).toBe('Own.');
    expect(texts.get(String(batch?.request.judge_rubric_storage_id))).toBe('Own ideas.');
  });

  test('anchors of the request keep their grades', () => {
    const list = [
      { id: 'a', ability: 1 },
      { id: 'b', ability: 0, is_anchor: true, anchor_grade: 'B', known_grade: 'C' },
    ];
    expect(planOf({ essays: { list } }).batches[0]?.essays).toEqual([
      { els_essay_id: 'a', text_storage_id: 'essay/1/a' },
      {
        els_essay_id: 'b',
        text_storage_id: 'essay/1/b',
        is_anchor: true,
        anchor_grade: 'B',
        known_grade: 'C',
      },
    ]);
  });

  test('unknown abilities are made up for a judge that needs them, and stay unknown for others', () => {
    const scenario = {
      essays: { list: [{ id: 'a' }] },
      assignment: { anchors: [{ label: 'x', grade: 'F' }] },
    };
    const known = planOf(scenario);
    expect(known.batches[0]?.abilities).toEqual([
      { els_essay_id: 'a', ability: expect.any(Number), origin: 'made_up' },
    ]);
    expect(known.assignments[0]?.anchors[0]).toEqual(
      expect.objectContaining({ ability: -2.625, ability_origin: 'made_up' }),
    );
    const unknown = planOf({ ...scenario, judge: { profile: 'hash' } });
    expect(unknown.batches[0]?.abilities).toEqual([{ els_essay_id: 'a', ability: null, origin: 'unknown' }]);
    expect(unknown.assignments[0]?.anchors[0]).toEqual(
      expect.objectContaining({ ability: null, ability_origin: 'unknown' }),
    );
  });

  test('a constant ability and length are taken as they are', () => {
    const { batches, texts } = planOf({ essays: { generate: { count: 2, ability: 1.5, words: 10 } } });
    expect(batches[0]?.abilities.map(({ ability }) => ability)).toEqual([1.5, 1.5]);
    expect(texts.map(({ text }) => text.split(/\s+/).length)).toEqual([10, 10]);
  });
});

describe('requests', () => {
  test("a batch's keys replace those of the scenario one by one", () => {
    const plan = planOf({
      ...SMALL,
      request: { language: 'sv', max_comparisons: 60 },
      batches: [{ request: { max_comparisons: null } }, { request: { user_id: 'u', org_id: 'o' } }],
    });
    const common = {
      course_code: 'ENG5',
      cj_source: 'els',
      cj_request_type: 'cj_comparison',
      language: 'sv',
    };
    expect(plan.batches.map(({ request }) => request)).toEqual([
      { ...common, user_id: 'cjsim-runner' },
      { ...common, max_comparisons_override: 60, user_id: 'u', org_id: 'o' },
    ]);
  });

  test('the policy says which override is refused', () => {
    const zero = { ...SMALL, request: { max_comparisons: 0 } };
    expect(() => planOf(zero)).toThrowError(expect.objectContaining({ code: 'bad_budget' }));
    const plan = planOf({ ...zero, policy: 'service-2026-02' });
    expect(plan.batches[0]?.request.max_comparisons_override).toBe(0);
  });

  test('the policy says which scales and grades are refused', () => {
    const scenario = { ...SMALL, assignment: { grade_scale: 'none', anchors: [{ label: 'x', grade: 'Q' }] } };
    expect(() => planOf(scenario)).toThrowError(expect.objectContaining({ code: 'unknown_scale' }));
    expect(planOf({ ...scenario, policy: 'service-2026-02' }).assignments[0]?.grade_scale).toBe('none');
  });

  test('a defect may accept what the policy refuses', () => {
    const scenario = { ...SMALL, assignment: { anchors: [{ label: 'x', grade: 'Q' }] } };
    expect(() => planOf(scenario)).toThrowError(expect.objectContaining({ code: 'off_scale_grade' }));
    expect(
      planOf({ ...scenario, defects: ['off-scale-grades-count'] }).assignments[0]?.anchors[0]?.grade,
    ).toBe('Q');
  });

  test('a rubric of the request replaces the one of a research experiment', () => {
    const plan = planOf({ ...SMALL, assignment: {}, request: { judge_rubric_override: 'Mine.' } });
    expect(plan.batches[0]?.judgeRubricOverride).toBe('Mine.');
  });

  test('a runner that waits has a time-out', () => {
    const runner = { await_completion: true, completion_timeout: '30m' };
    expect(planOf({ ...SMALL, runner }).batches[0]?.runner).toEqual({
      awaitsCompletion: true,
      completionTimeoutMs: 1_800_000,
    });
  });
});

describe('the judge', () => {
  test('parameters are laid over the profile; distributions are replaced whole', () => {
    const parameters = { choice: { positionBias: 0.4 }, latencyMs: { constant: 5 } };
    expect(planOf({ ...SMALL, judge: { profile: 'bt', parameters } }).judge).toEqual({
      kind: 'profile',
      profile: parseProfile({
        name: 'bt',
        choice: { model: 'bt', positionBias: 0.4 },
        latencyMs: { constant: 5 },
      }),
    });
  });

  test("another model of choice starts from that model's defaults", () => {
    const { judge } = planOf({
      ...SMALL,
      judge: { profile: 'bt', parameters: { choice: { model: 'perfect' } } },
    });
    expect(judge.kind === 'profile' && judge.profile.choice).toEqual({ model: 'perfect' });
  });

  test('a module goes by the name of its file: where it lies changes no digest', () => {
    expect(planOf({ ...SMALL, judge: { module: './my-judge.js', options: { a: 1 } } }).judge).toEqual({
      kind: 'module',
      module: 'my-judge.js',
      options: { a: 1 },
    });
  });
});

describe('overrides', () => {
  test('a budget replaces that of every batch', () => {
    const batches = [{}, { request: { max_comparisons: 10 } }];
    const plan = planOf({ ...SMALL, batches }, { maxComparisons: 33 });
    expect(plan.batches.map(({ request }) => request.max_comparisons_override)).toEqual([33, 33]);
  });

  test('seed, defects, schedule and number of batches are replaced', () => {
    const plan = planOf(SMALL, { seed: 'x', defects: ['lost-update'], schedule: 'fifo', batchCount: 3 });
    expect([plan.seed, plan.defects, plan.schedule, plan.batches.length]).toEqual([
      'x',
      ['lost-update'],
      'fifo',
      3,
    ]);
  });

  test.each([
    [{ maxComparisons: Number.NaN }, 'override maxComparisons: maxComparisons must be a number, not NaN.'],
    [
      { maxComparisons: 0 },
      'override maxComparisons: request.max_comparisons: max_comparisons_override is 0; it must be a whole number of at least 1.',
    ],
    [{ batchCount: 0 }, 'override batchCount: batchCount must be at least 1, not 0.'],
    [{ defects: ['lost'] }, 'override defects[0]: defects[0] is no defect: lost; did you mean lost-update?'],
  ])('%j is refused', (overrides, complaint) => {
    const [where = ''] = complaint.split(': ');
    expect(() => planOf(SMALL, overrides)).toThrowError(
      expect.objectContaining({ where, message: complaint.slice(where.length + 2) }),
    );
  });

  test('the number of listed batches cannot be overridden', () => {
    expect(() => planOf({ ...SMALL, batches: [{}] }, { batchCount: 2 })).toThrowError(
      expect.objectContaining({ code: 'batches_are_listed' }),
    );
  });
});

test('what was not read from disk is refused', () => {
  expect(() => planOf({ essays: { folder: 'x' } })).toThrowError(
    expect.objectContaining({ code: 'files_not_read' }),
  );
  const assignment = { anchors: { csv: 'x.csv' } };
  expect(() => planOf({ ...SMALL, assignment })).toThrowError(
    expect.objectContaining({ code: 'files_not_read' }),
  );
});
