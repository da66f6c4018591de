/** What pictures say and show, read back from them: their words, and their bars in the units of their axis. */
import { expect, test } from 'vitest';
import { comparisonTable } from '../../../src/lab/fit/comparison-rows.js';
import { fit } from '../../../src/lab/fit/fit.js';
import { drawPng } from '../../../src/lab/pictures/draw-png.js';
import { drawSvg, type Picture } from '../../../src/lab/pictures/draw-svg.js';
import { fitPicture } from '../../../src/lab/pictures/fit-picture.js';
import { sweepPictures } from '../../../src/lab/pictures/sweep-pictures.js';
import { trajectoryPicture } from '../../../src/lab/pictures/trajectory-picture.js';
import type { ArmSummary } from '../../../src/lab/sweep/analyse-sweep.js';
import { checkedExperiment } from '../../../src/lab/sweep/load-experiment.js';
import type { OutcomeName } from '../../../src/lab/sweep/outcome-list.js';
import { simulatedSession } from '../simulated-session.js';

/** Title, the lines below it, and the names of colours. */
function words(svg: string): readonly string[] {
  const [head = ''] = svg.split('<svg xmlns="http://www.w3.org/2000/svg" style');
  return [...head.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);
}

/** The labels of the axes. */
function axes(svg: string): readonly string[] {
  return [...svg.matchAll(/aria-label="\w+-axis label"[^>]*><text[^>]*>([^<]*)</g)].map(
    ([, text = '']) => text,
  );
}

/** Ends of the bars, in the units of the axis that they lie along. */
function bars(svg: string, along: 'x' | 'y'): readonly (readonly number[])[] {
  const ticks = new RegExp(`aria-label="${along}-axis tick label">(.*?)</g>`).exec(svg)?.[1] ?? '';
  const read = [...ticks.matchAll(/translate\(([\d.]+),([\d.]+)\)[^>]*>([^<]*)</g)].map(
    ([, x, y, text = '']) => ({
      at: Number(along === 'x' ? x : y),
      value: Number(text.replace('−', '-').replace('%', '')),
    }),
  );
  const [first, last] = [read[0], read.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no ticks');
  const scale = (last.value - first.value) / (last.at - first.at);
  const lines = [...svg.matchAll(/aria-label="rule"[^>]*>(.*?)<\/g>/g)].flatMap(([, inner = '']) => [
    ...inner.matchAll(/<line [^>]*>/g),
  ]);
  return lines.map(([line]) =>
    [1, 2]
      .map((end) => Number(new RegExp(`\\b${along}${end}="([\\d.]+)"`).exec(line)?.[1]))
      .map((at) => Number((first.value + (at - first.at) * scale).toFixed(2)) + 0),
  );
}

function colours(svg: string, mark: string): readonly string[] {
  return [...svg.matchAll(new RegExp(`(?:fill|stroke)="(#\\w{6})"[^>]*aria-label="${mark}"`, 'g'))].map(
    ([, colour = '']) => colour,
  );
}

test('a trajectory ends with each essay in order, its bar, its kind, and the truth where it is known', () => {
  const point = (essay: string, comparisons: number, score: number, more: object = {}) => ({
    ...{
      essay,
      comparisons,
      score,
      se: 0.5,
      isAnchor: essay === 'a',
      isLast: comparisons === 20,
      truth: null,
    },
    ...more,
  });
  const points = [
    ...[point('s', 10, 0), point('s', 20, 2, { truth: 1 }), point('a', 10, 1), point('a', 20, -1)],
    point('gone', 20, 9, { se: Number.POSITIVE_INFINITY }),
  ];
  const svg = drawSvg(trajectoryPicture(points, 'made <up> & "so"'));
  expect(words(svg)).toEqual([
    'Scores as comparisons come in',
    'made &lt;up&gt; &amp; "so"; btm after every wave. On the right every essay at the end, in order, with',
    '±1.96 SE',
    ...['student', 'anchor', 'true ability'],
  ]);
  expect(axes(svg)).toEqual(['↑ ability (logits)', 'comparisons →']);
  expect(bars(svg, 'y')).toEqual([
    [-1.98, -0.02],
    [1.02, 2.98],
  ]);
  expect(colours(svg, 'dot')).toEqual(['#D55E00', '#0072B2', '#009E73']);
  // Anchors differ in more than colour, in the legend too.
  expect(svg.match(/stroke-dasharray="5[ ,]3"/g)).toHaveLength(1);
  expect(svg.match(/stroke-dasharray="6 4"/g)).toHaveLength(1);
  const anchors = points.filter(({ isAnchor }) => isAnchor);
  // One colour needs no name.
  expect(words(drawSvg(trajectoryPicture(anchors, 'of anchors'))).at(-1)).toMatch(/SE$/);
});

test('what XML cannot hold is drawn as the sign of an unknown character', () => {
  const picture = { title: 'a\u001b\ud800', subtitle: 'tab\there', options: {} };
  expect(words(drawSvg(picture))).toEqual(['a\ufffd\ufffd', 'tab\there']);
  expect(drawPng(drawSvg(picture)).length).toBeGreaterThan(0);
});

test('a picture is one image with its title, and the parts of its plot are none to a screen reader', () => {
  const svg = drawSvg({ title: 'a "title"', subtitle: 'about', options: { x: { domain: [0, 1] } } });
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="a &quot;title&quot;">/);
  expect(svg).toMatch(/<g [^>]*aria-hidden="true"><svg /);
});

test('a scale has its items from worst to best, each with its bar, and says what it is made of', () => {
  const { table } = simulatedSession({ seed: 'drawn', items: 5, comparisons: 60 });
  const found = fit(table, { design: 'fixed', estimators: ['btm'] });
  const btm = found.fits.get('btm');
  if (btm === undefined) throw new Error('it was asked for');
  const order = [...btm.theta.keys()].sort((i, j) => (btm.theta[i] ?? 0) - (btm.theta[j] ?? 0));
  const svg = drawSvg(fitPicture(found) as Picture);
  expect(words(svg)).toEqual([
    'Scores of 5 items (btm)',
    expect.stringMatching(/^60 comparisons; SSR 0\.\d{3}, design fixed; bars: ±1.96 SE$/),
  ]);
  expect(axes(svg)).toEqual(['↑ ability (logits)', 'items, worst to best →']);
  expect([...svg.matchAll(/>(item-\d)</g)].map(([, name]) => name)).toEqual(order.map((i) => `item-${i}`));
  const ends = order.map((i) => [-1.96, 1.96].map((by) => (btm.theta[i] ?? 0) + by * (btm.se[i] ?? 0)));
  const drawn = bars(svg, 'y').slice(-5);
  expect(drawn).toEqual(ends.map((pair) => pair.map((end) => expect.closeTo(end, 1))));
});

test('of more than a thousand items one in so many is drawn, the worst and the best among them', () => {
  const chain = Array.from({ length: 1004 }, (_, k) => ({ winner: `i${k + 1}`, loser: `i${k}` }));
  const found = fit(comparisonTable(chain), { estimators: ['map'], priorSd: 1, splitHalf: false });
  const svg = drawSvg(fitPicture(found) as Picture);
  expect(words(svg).join(' ')).toContain('one item in 2 is drawn; bars: ±1.96 SE');
  expect(svg.match(/<circle /g)).toHaveLength(503);
  // Rank 1 is the best in every table.
  expect(axes(svg)).toEqual(['↑ ability (logits)', 'items, from the worst (1) to the best →']);
});

test('parts of a net have a colour each, up to six, and the rest shares grey', () => {
  const rows = Array.from({ length: 8 }, (_, k) => [
    { winner: `a${k}`, loser: `b${k}` },
    { winner: `b${k}`, loser: `a${k}` },
  ]).flat();
  const drawn = (n: number) =>
    words(
      drawSvg(
        fitPicture(
          fit(comparisonTable(rows.slice(0, 2 * n)), { design: 'fixed', estimators: ['map'] }),
        ) as Picture,
      ),
    );
  const parts = (n: number) => Array.from({ length: n }, (_, k) => `part ${k + 1} (2 items)`);
  expect(drawn(1).filter((word) => word.startsWith('part'))).toEqual([]);
  expect(drawn(6).slice(-6)).toEqual(parts(6));
  expect(drawn(8).slice(-7)).toEqual([...parts(6), '2 other parts']);
  expect(drawn(2).join(' ')).toContain('4 comparisons; ');
  expect(drawn(2).join(' ')).toContain('scores of different parts of the net (2) are not comparable');
});

const experiment = checkedExperiment({
  ...{
    name: 'made-up',
    title: 'Made up',
    question: 'What is drawn?',
    scenario: 'class-60',
    outcome: 'true_r2',
  },
  design: { kind: 'list', arms: [{ name: 'cheap' }, { name: 'dear' }] },
});

function arm(
  name: string,
  means: Partial<Record<OutcomeName, readonly [number, number, number]>>,
): ArmSummary {
  const outcomes = new Map(
    Object.entries(means).map(([key, [estimate, low, high]]) => [
      key as OutcomeName,
      { estimate, low, high, n: 10 },
    ]),
  );
  return { arm: name, set: {}, runs: 10, broken: 0, ssrDesign: 'fixed', outcomes };
}

test('the pictures of a sweep name what they show, and their bars are the intervals', () => {
  const arms = [
    arm('cheap', {
      ...{ true_r2: [0.5, 0.25, 0.75], ssr: [0.8, 0.6, 1], oracle_exact: [0.25, 0, 0.5] },
      oracle_adjacent: [0.75, 0.5, 1],
    }),
    arm('dear', { true_r2: [-0.75, -1, 0], ssr: [0.5, 0.25, 0.5] }),
  ];
  const pictures = new Map(
    sweepPictures(experiment, { arms, differences: [] }).map(({ name, picture }) => [name, drawSvg(picture)]),
  );
  const about = 'made-up: 2 arms × 10 runs; bars are 95 % intervals';
  expect([...pictures.keys()]).toEqual(['outcome', 'reliability', 'stop-reasons', 'grades']);
  const [outcome = '', reliability = '', , grades = ''] = [...pictures.values()];
  expect(words(outcome).slice(0, 2)).toEqual(['Made up', about]);
  expect(bars(outcome, 'x')).toEqual([
    [0.25, 0.75],
    [-1, 0],
  ]);
  expect(words(reliability)).toEqual([
    'SSR and the true correlation squared that it claims to be',
    `${about}; below -0.5 it is cut off (triangles: means)`,
    ...['true r²', 'SSR (btm), fixed design'],
  ]);
  expect(bars(reliability, 'x').toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
    [-0.5, 0],
    [0.25, 0.75],
    [0.25, 0.5],
    [0.6, 1],
  ]);
  expect(words(grades)).toEqual([
    'Agreement with the grades at true abilities',
    `${about}; 1 arm has no value`,
    ...['same grade', 'at most one step away'],
  ]);
  expect(bars(grades, 'x')).toEqual([
    [0, 0.5],
    [0.5, 1],
  ]);
});

test('against x each series is a line of its colour through its points, SSR dashed, with the unit of x', () => {
  const byBudget = checkedExperiment({
    ...{ name: 'made-up', title: 'Made up', question: 'What is drawn?', scenario: 'class-60' },
    ...{ x: 'request.max_comparisons', x_unit: 'pairs asked', outcome: 'true_r2' },
    design: {
      kind: 'grid',
      factors: { 'request.max_comparisons': [100, 200], 'judge.profile': ['llm', 'bt'] },
    },
  });
  const at = (budget: number, profile: string, middle: number): ArmSummary => ({
    ...arm(`${budget} ${profile}`, {
      true_r2: [middle, middle - 0.125, middle + 0.125],
      ssr: [0.75, 0.5, 1],
    }),
    set: { 'request.max_comparisons': budget, 'judge.profile': profile },
  });
  const arms = [at(200, 'llm', 0.5), at(100, 'llm', 0.25), at(100, 'bt', 0.5), at(200, 'bt', 0.75)];
  const pictures = new Map(
    sweepPictures(byBudget, { arms, differences: [] }).map(({ name, picture }) => [name, drawSvg(picture)]),
  );
  const outcome = pictures.get('outcome') ?? '';
  expect(words(outcome)).toEqual([
    'Made up',
    'made-up: 4 arms × 10 runs; bars are 95 % intervals',
    ...['llm', 'bt'],
  ]);
  expect(axes(outcome)[1]).toBe('max_comparisons (pairs asked) →');
  expect([...outcome.matchAll(/>(\d{3})<\/text>/g)].map(([, tick]) => tick)).toEqual(['100', '200']);
  expect(bars(outcome, 'y')).toEqual([
    [0.13, 0.38],
    [0.38, 0.63],
    [0.38, 0.63],
    [0.63, 0.88],
  ]);
  expect(['line', 'dot'].map((mark) => colours(outcome, mark))).toEqual([
    ['#0072B2', '#D55E00'],
    ['#0072B2', '#D55E00'],
  ]);
  const dashes = (svg = '') => (svg.match(/aria-label="line"|stroke-dasharray="5 4"/g) ?? []).length;
  expect(dashes(outcome)).toBe(2);
  const reliability = pictures.get('reliability') ?? '';
  expect(words(reliability)).toEqual([
    'SSR and the true correlation squared that it claims to be',
    'made-up: 4 arms × 10 runs; bars are 95 % intervals; SSR is dashed and hollow',
    ...['llm: true r²', 'llm: SSR (btm), fixed design', 'bt: true r²', 'bt: SSR (btm), fixed design'],
  ]);
  // Four lines, of which two are dashed; what belongs to one profile has one colour.
  expect(dashes(reliability)).toBe(6);
  expect(colours(reliability, 'line')).toEqual(['#0072B2', '#0072B2', '#D55E00', '#D55E00']);
});
