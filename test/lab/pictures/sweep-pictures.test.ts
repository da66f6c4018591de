/** What the pictures of a sweep draw: intervals, designs, the front, and names that fit. */
import { expect, test } from 'vitest';
import { drawSvg } from '../../../src/lab/pictures/draw-svg.js';
import { sweepPictures } from '../../../src/lab/pictures/sweep-pictures.js';
import { trajectoryPicture } from '../../../src/lab/pictures/trajectory-picture.js';
import type { ArmSummary } from '../../../src/lab/sweep/analyse-sweep.js';
import { designArms } from '../../../src/lab/sweep/design-arms.js';
import { checkedExperiment } from '../../../src/lab/sweep/load-experiment.js';
import type { OutcomeName } from '../../../src/lab/sweep/outcome-list.js';

const experiment = checkedExperiment({
  name: 'made-up',
  title: 'Made up',
  question: 'What is drawn?',
  scenario: 'class-60',
  design: { kind: 'list', arms: [{ name: 'cheap' }, { name: 'dear' }] },
  outcome: 'ssr',
});

type Means = Partial<Record<OutcomeName, readonly [estimate: number, low: number, high: number]>>;

function arm(name: string, means: Means, ssrDesign: ArmSummary['ssrDesign'] = 'fixed'): ArmSummary {
  const outcomes = new Map(
    Object.entries(means).map(([key, [estimate, low, high]]) => [
      key as OutcomeName,
      { estimate, low, high, n: 10 },
    ]),
  );
  return { arm: name, set: {}, runs: 10, broken: 0, ssrDesign, outcomes };
}

function drawn(arms: readonly ArmSummary[], of = experiment): ReadonlyMap<string, string> {
  const pictures = sweepPictures(of, { arms, differences: [] });
  return new Map(pictures.map(({ name, picture }) => [name, drawSvg(picture)]));
}

test('stop reasons have a panel each and an interval for every bar; those that ended nothing have none', () => {
  const svg =
    drawn([
      arm('cheap', {
        stopped_stable: [0.2, 0.06, 0.51],
        stopped_budget: [0.8, 0.49, 0.94],
        failed: [0, 0, 0.28],
      }),
      arm('dear', { stopped_stable: [0, 0, 0.28], stopped_budget: [1, 0.72, 1], failed: [0, 0, 0.28] }),
    ]).get('stop-reasons') ?? '';
  expect(svg.match(/>(stability rule|budget|failed)</g)).toEqual(['>stability rule<', '>budget<']);
  expect(svg.match(/<circle/g)).toHaveLength(4);
  const ends = (line: string, axis: string) =>
    [1, 2].map((end) => new RegExp(`${axis}${end}="([\\d.]+)"`).exec(line)?.[1]);
  const level = (svg.match(/<line [^>]*>/g) ?? []).filter((line) => {
    const [[x1, x2], [y1, y2]] = [ends(line, 'x'), ends(line, 'y')];
    return x1 !== undefined && x1 !== x2 && y1 === y2;
  });
  expect(level).toHaveLength(4);
});

test('cost against accuracy is drawn where costs differ, and only there', () => {
  const cost = (comparisons: number): Means => ({
    comparisons: [comparisons, comparisons, comparisons],
    true_correlation: [0.9, 0.85, 0.95],
  });
  expect(drawn([arm('cheap', cost(100)), arm('dear', cost(100))]).has('pareto')).toBe(false);
  const svg = drawn([arm('cheap', cost(100)), arm('dear', cost(200))]).get('pareto') ?? '';
  expect(svg).toContain('>cheap<');
  expect(svg).not.toContain('>dear<');
});

test('arms that are compared within a level have a front of their own at each', () => {
  const sizes = { ...experiment, within: 'essays.generate.count', labels: {} };
  const at = (count: number, cost: number, value: number): ArmSummary => ({
    ...arm(`${count} at ${cost}`, {
      comparisons: [cost, cost, cost],
      true_correlation: [value, value - 0.01, value + 0.01],
    }),
    set: { 'essays.generate.count': count },
  });
  const arms = [at(8, 20, 0.9), at(8, 40, 0.85), at(16, 30, 0.6), at(16, 50, 0.7)];
  const svg = drawn(arms, sizes).get('pareto') ?? '';
  expect(svg).toContain('>count 8<');
  expect(svg).toContain('>count 16<');
  expect(svg.replace(/<[^>]*>\s*/g, ' ').replace(/\s+/g, ' ')).toContain(
    'each line is the Pareto front within one level of count',
  );
  expect(svg.match(/>(8|16) at \d+</g)).toEqual(['>8 at 20<', '>16 at 30<', '>16 at 50<']);
  expect(svg.match(/<g[^>]*fill="white"[^>]*><circle/g)).toHaveLength(1);
  const alone = drawn(arms).get('pareto') ?? '';
  expect(alone.match(/>(8|16) at \d+</g)).toEqual(['>8 at 20<']);
  expect(alone.replace(/<[^>]*>\s*/g, ' ').replace(/\s+/g, ' ')).toContain(
    'arms that it beats are grey and hollow',
  );
  expect(/<g[^>]*fill="white"[^>]*>((?:<circle[^>]*>)+)/.exec(alone)?.[1]?.match(/<circle/g)).toHaveLength(3);
});

test('levels stand side by side where they share a cost, and at their very costs where they do not', () => {
  const sizes = { ...experiment, within: 'essays.generate.count', labels: {} };
  const at = (count: number, cost: number): ArmSummary => ({
    ...arm(`${count} at ${cost}`, { comparisons: [cost, cost, cost], true_correlation: [0.9, 0.8, 1] }),
    set: { 'essays.generate.count': count },
  });
  const moved = /<g transform="translate\([^)]+\)"[^>]*aria-label="dot">/;
  const shared = drawn([at(8, 20), at(8, 40), at(16, 20)], sizes).get('pareto') ?? '';
  expect(shared).toMatch(moved);
  expect(shared.replace(/<[^>]*>\s*/g, ' ').replace(/\s+/g, ' ')).toContain(
    'levels of about one cost stand side by side',
  );
  const apart = drawn([at(8, 20), at(8, 40), at(16, 30)], sizes).get('pareto') ?? '';
  expect(apart).not.toMatch(moved);
  expect(apart).not.toContain('side by side');
});

test('beside cost against accuracy it is said which arms have no true correlation to be drawn', () => {
  const at = (count: number, cost: number, isKnown: boolean): ArmSummary => ({
    ...arm(`${count} at ${cost}`, {
      comparisons: [cost, cost, cost],
      ...(isKnown ? { true_correlation: [0.9, 0.8, 1] as const } : {}),
    }),
    set: { 'essays.generate.count': count },
  });
  const arms = [at(2, 1, false), at(2, 2, false), at(8, 20, true), at(8, 40, true)];
  const words = (of = experiment) => (drawn(arms, of).get('pareto') ?? '').replace(/<[^>]*>|\s+/g, ' ');
  const told = (text: string) => text.replace(/ +/g, ' ');
  expect(told(words({ ...experiment, within: 'essays.generate.count', labels: {} }))).toContain(
    'not drawn: 2 arms without a true correlation (count 2)',
  );
  expect(told(words())).toContain('not drawn: 2 arms without a true correlation (2 at 1, 2 at 2)');
});

test('a crowded front has numbers, told level by level, and a wide range of costs a logarithmic axis', () => {
  const sizes = { ...experiment, within: 'essays.generate.count', labels: {} };
  const arms = [8, 16].flatMap((count) =>
    [1, 2, 4, 8, 16].map((cost) => ({
      ...arm(`count ${count}, passes ${cost}`, {
        comparisons: [cost * count, cost * count, cost * count],
        true_correlation: [0.5 + cost / 100, 0.4, 0.9],
      }),
      set: { 'essays.generate.count': count },
    })),
  );
  const words = (svg = '') =>
    svg
      .replace(/<[^>]*>\s*/g, ' ')
      .replace(/\u00a0|&nbsp;/g, ' ')
      .replace(/\s+/g, ' ');
  const drawing = words(drawn(arms, sizes).get('pareto'));
  expect(drawing).toContain('count 8: 1 = passes 1, 2 = passes 2, 3 = passes 4');
  expect(drawing).toContain('count 16: 6 = passes 1, 7 = passes 2');
  expect(drawing).toContain('mean, logarithmic scale');
  expect(words(drawn(arms.slice(0, 3), sizes).get('pareto'))).not.toContain('logarithmic');
});

test('of two numbers at one cost the upper stands above its point, the lower below', () => {
  const sizes = { ...experiment, within: 'essays.generate.count', labels: {} };
  const arms = [8, 16].flatMap((count) =>
    [100, 200, 300, 400, 500].map((cost) => ({
      ...arm(`count ${count} at ${cost}`, {
        comparisons: [cost, cost, cost],
        true_correlation: [0.6 + cost / 2000 - count / 400, -0.4, 1],
      }),
      set: { 'essays.generate.count': count },
    })),
  );
  const svg = drawn(arms, sizes).get('pareto') ?? '';
  const numbers = (anchor: string) =>
    [
      ...svg.matchAll(
        new RegExp(`<g[^>]*text-anchor="${anchor}"[^>]*>((?:<text[^>]*>\\d+</text>)+)</g>`, 'g'),
      ),
    ].flatMap(([, texts = '']) => [...texts.matchAll(/>(\d+)</g)].map(([, number]) => Number(number)));
  expect(numbers('end')).toEqual([1, 2, 3, 4, 5]);
  expect(numbers('start')).toEqual([6, 7, 8, 9, 10]);
});

test('the lowest name stands above the axis, where no interval makes room for it', () => {
  const at = (cost: number, value: number) =>
    arm(`at ${cost}`, { comparisons: [cost, cost, cost], true_correlation: [value, value, value] });
  const svg = drawn([at(100, 0.5), at(200, 0.6)]).get('pareto') ?? '';
  const [, dy = '', y = ''] =
    /translate\(8,(\d+)\)"[^>]*aria-label="text"><text transform="translate\([\d.]+,([\d.]+)\)"[^>]*>at 100</.exec(
      svg,
    ) ?? [];
  // Of 440 pixels 44 are below the axis; half a line is 6.
  expect(Number(dy) + Number(y) + 6).toBeLessThan(396);
});

test('an SSR is drawn with its design', () => {
  const means: Means = { ssr: [0.9, 0.89, 0.91], true_r2: [0.7, 0.65, 0.75] };
  const pictures = drawn([arm('cheap', means, 'adaptive'), arm('dear', means)]);
  expect(pictures.get('outcome')).toContain('>adaptive design<');
  expect(pictures.get('reliability')).toContain('>SSR (btm), adaptive design<');
  expect(pictures.get('reliability')).toContain('>SSR (btm), fixed design<');
});

test('series differ in the shape of their dots too, and their names in the legend show it', () => {
  const means: Means = { ssr: [0.9, 0.89, 0.91], true_r2: [0.7, 0.65, 0.75] };
  const arms = [arm('cheap', means), arm('dear', means)];
  const svg = drawn(arms).get('reliability') ?? '';
  expect(svg.match(/<circle r="4" transform="translate\(6 6\)"[^>]*fill="#0072B2"/g)).toHaveLength(1);
  expect(
    svg.match(/<path d="M-3.60,-3.60L3.60,-3.60L3.60,3.60L-3.60,3.60Z"[^>]*fill="#D55E00"/g),
  ).toHaveLength(1);
  const dots = [...svg.matchAll(/aria-label="dot"[^>]*><(\w+) /g)].map(([, element]) => element);
  expect(dots.toSorted()).toEqual(['circle', 'circle', 'path', 'path']);
  // One series has no legend, and the plainest dot.
  expect(drawn([arm('cheap', means)]).get('outcome')).toContain('<circle');
});

test('an SSR beyond the scale is a hollow triangle at its edge, not a dot', () => {
  const high: Means = { true_r2: [0.5, 0.4, 0.6], ssr: [0.5, 0.4, 0.6] };
  const low: Means = { true_r2: [0.4, 0.3, 0.5], ssr: [-1.31, -2, -0.6] };
  const svg = drawn([arm('cheap', low), arm('dear', high)]).get('reliability') ?? '';
  expect(svg).toContain('below -0.5 it is cut off (triangles: means)');
  expect(svg.match(/<path[^>]*rotate\(-90\)/g)).toHaveLength(1);
  const inside = drawn([arm('cheap', high)]).get('reliability') ?? '';
  expect(inside).not.toMatch(/cut off|rotate\(-90\)/);
});

test('more arms than can be read have no picture with a line each', () => {
  const many = Array.from({ length: 101 }, (_, k) => arm(`arm ${k}`, { ssr: [0.5, 0.4, 0.6] }));
  expect([...drawn(many).keys()]).toEqual([]);
});

test('the points of a Latin hypercube have numbers and short names, so that equal ones are two arms', () => {
  const arms = designArms({
    ...experiment,
    design: {
      kind: 'latin_hypercube',
      points: 4,
      factors: { 'request.max_comparisons': { from: 10, to: 11, whole: true } },
    },
  });
  expect(new Set(arms.map(({ name }) => name)).size).toBe(4);
  expect(arms[0]?.name).toMatch(/^#1 max_comparisons=1[01]$/);
});

test('it is said how many arms have no value, which leave no trace against x', () => {
  const byBudget = checkedExperiment({
    ...{ name: 'made-up', title: 'Made up', question: 'What is drawn?', scenario: 'class-60' },
    design: { kind: 'grid', factors: { 'request.max_comparisons': [100, 200] } },
    x: 'request.max_comparisons',
    outcome: 'true_correlation',
  });
  const at = (budget: number, means: Means) => ({
    ...arm(`budget ${budget}`, means),
    set: { 'request.max_comparisons': budget },
  });
  const some = [at(100, { true_correlation: [0.9, 0.8, 1] }), at(200, { failed: [1, 0.7, 1] })];
  expect(drawn(some, byBudget).get('outcome')).toContain('; 1 arm has no value');
  // Beside its name it has an empty row.
  const beside = { ...experiment, outcome: 'true_correlation' } as const;
  expect(drawn(some, beside).get('outcome')).toContain('; 1 arm has no value');
  expect(drawn(some.slice(0, 1), byBudget).get('outcome')).not.toContain('no value');
});

test('one wave alone stands at the right end of its axis, the essays at the end beyond it', () => {
  const point = { essay: 'a', isAnchor: false, comparisons: 12, score: 0, se: 1, isLast: true, truth: null };
  const svg = drawSvg(trajectoryPicture([point, { ...point, essay: 'b', score: 1 }], 'made up'));
  const places = [...svg.matchAll(/ cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  // Of 720 pixels 240 are the strip; the dots are moved into it.
  expect(places).toEqual([472, 472]);
});

test('equal numbers without a spread have no bar, and an outcome that no arm has no picture', () => {
  const written = {
    ...{ name: 'made-up', title: 'Made up', question: 'What is drawn?', scenario: 'class-60' },
    design: { kind: 'grid', factors: { 'request.max_comparisons': [100, 200] } },
    outcome: 'iterations',
  };
  const at = (budget: number): ArmSummary => ({
    ...arm(`budget ${budget}`, {
      iterations: [30, 30, 30],
      comparisons: [budget, budget, budget],
      true_correlation: [1, 1, 1],
    }),
    set: { 'request.max_comparisons': budget },
  });
  const arms = [at(100), at(200)];
  const against = drawn(arms, checkedExperiment({ ...written, x: 'request.max_comparisons' }));
  const side = drawn(arms, checkedExperiment(written));
  for (const svg of [against.get('outcome'), against.get('pareto'), side.get('outcome')]) {
    const bars = [...(svg ?? '').matchAll(/aria-label="rule">([\s\S]*?)<\/g>/g)].map(([, bar]) => bar ?? '');
    expect(bars.length).toBeGreaterThan(0);
    for (const bar of bars) {
      const place = (name: string) => new RegExp(`\\b${name}="([\\d.]+)"`).exec(bar)?.[1];
      expect([place('x1'), place('y1')]).toEqual([place('x2'), place('y2')]);
    }
  }
  expect(drawn([arm('cheap', { failed: [1, 0.7, 1] })]).has('outcome')).toBe(false);
});

test('of one run no picture of means speaks of intervals, as none is drawn', () => {
  const one = { ...arm('cheap', { ssr: [0.8, 0.8, 0.8] }), runs: 1 };
  expect(drawn([one]).get('outcome')).toContain('1 arm × 1 run; one run has no interval<');
});

test('a long title goes on in another line, and the axis of any outcome fits', () => {
  const title = 'A question that takes rather more words than one line of a picture has room for';
  const names = ['an arm whose name fills its forty letters', 'dear'];
  const svg =
    drawn(
      names.map((name) => arm(name, { oracle_exact: [0.5, 0.4, 0.6] })),
      { ...experiment, title, outcome: 'oracle_exact' },
    ).get('outcome') ?? '';
  const lines = [...svg.matchAll(/font-weight="600"[^>]*>([^<]*)</g)].map(([, line]) => line ?? '');
  expect(lines.length).toBe(2);
  expect(lines.join(' ')).toBe(title);
  // Its last letter stands at the right margin, so that a long one grows to the left.
  expect(svg).toMatch(
    /aria-label="x-axis label"[^>]*text-anchor="end"|text-anchor="end"[^>]*aria-label="x-axis label"/,
  );
});

test('names that are wider than the picture go on in another line, between their words where they have any', () => {
  const sizes = { ...experiment, within: 'essays.generate.count', labels: {} };
  const long = (k: number) => `arm ${k}, ${'whose name has very many words '.repeat(4)}and ends`;
  const arms = [1, 2].map((k) => ({
    ...arm(long(k), { comparisons: [k, k, k], true_correlation: [k / 10, 0, 1] }),
    set: { 'essays.generate.count': 8 },
  }));
  const subtitle = (svg = '') =>
    [...svg.matchAll(/font-size="12" fill="#444">([^<]*)</g)].map(([, line = '']) => line);
  const about = subtitle(drawn(arms, sizes).get('pareto'));
  expect(about.filter((line) => line.length > 97)).toEqual([]);
  expect(about.join(' ').replaceAll('\u00a0', ' ')).toContain(`2 = ${long(2)}`);
  const whole = 'x'.repeat(200);
  const lines = subtitle(drawSvg({ title: 'a', subtitle: `${whole} ${'评'.repeat(60)}`, options: {} }));
  expect(lines.map((line) => line.length)).toEqual([96, 96, 8, 48, 12]);
});

test('a level has the same colour in every picture, also where the levels before it have no values', () => {
  const byBudget = checkedExperiment({
    ...{ name: 'made-up', title: 'Made up', question: 'What is drawn?', scenario: 'class-60' },
    design: {
      kind: 'grid',
      factors: { 'essays.generate.count': [2, 8], 'request.max_comparisons': [10, 20] },
    },
    ...{ x: 'request.max_comparisons', within: 'essays.generate.count', outcome: 'failed_share' },
  });
  const arms = [2, 8].flatMap((count) =>
    [10, 20].map((budget) => ({
      ...arm(`${count} at ${budget}`, {
        failed_share: [0.1, 0, 0.2],
        ...(count === 2
          ? {}
          : {
              true_correlation: [0.9, 0.8, 1],
              true_r2: [0.8, 0.6, 1],
              comparisons: [budget, budget, budget],
            }),
      }),
      set: { 'essays.generate.count': count, 'request.max_comparisons': budget },
    })),
  );
  const pictures = drawn(arms, byBudget);
  for (const name of ['outcome', 'reliability', 'pareto']) {
    const coloured = pictures.get(name)?.match(/stroke="(#0072B2|#D55E00)"/g) ?? [];
    expect([name, [...new Set(coloured)].at(-1)]).toEqual([name, 'stroke="#D55E00"']);
  }
});

test('bars of many series at the first place of x stand beside the axis, not on it', () => {
  const many = checkedExperiment({
    ...{ name: 'made-up', title: 'Made up', question: 'What is drawn?', scenario: 'class-60' },
    design: {
      kind: 'grid',
      factors: { 'essays.generate.count': [2, 3, 4, 5, 6, 7, 8], 'request.max_comparisons': [10, 20] },
    },
    x: 'request.max_comparisons',
  });
  const arms = [2, 3, 4, 5, 6, 7, 8].flatMap((count) =>
    [10, 20].map((budget) => ({
      ...arm(`${count} at ${budget}`, { true_r2: [0.8, 0.6, 1], ssr: [0.8, 0.6, 1] }),
      set: { 'essays.generate.count': count, 'request.max_comparisons': budget },
    })),
  );
  const svg = drawn(arms, many).get('reliability') ?? '';
  const rules = [
    ...svg.matchAll(
      /<g transform="translate\((-?[\d.]+),0\)"[^>]*aria-label="rule"><line [^>]*x1="([\d.]+)"/g,
    ),
  ];
  expect(rules).toHaveLength(14);
  // The axis stands at 56.
  for (const [, dx, x] of rules) expect(Number(dx) + Number(x)).toBeGreaterThan(56);
});
