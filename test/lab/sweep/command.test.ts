/** `cjsim sweep` as a command: files, shards, resuming, rerunning, and what it refuses. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inNewFolder, typed } from '../../commands/typed.js';

inNewFolder();

const EXPERIMENT = `
name: tiny
title: Tiny
question: Does it work?
scenario: four-essays
set: { settings.SCORE_STABILITY_THRESHOLD: 0 }
design: { kind: grid, factors: { request.max_comparisons: [4, 6] } }
replicates: 4
outcome: right_order
outcomes: [right_order, ssr]
`;
const TABLES = ['results.csv', 'results.parquet', 'results.db', 'differences.csv'];

beforeAll(() => writeFileSync('tiny.yaml', EXPERIMENT));

describe('a sweep of two arms', () => {
  beforeAll(async () => {
    await typed(['sweep', 'tiny.yaml', '--out', 'whole', '--workers', '1']);
  }, 60_000);

  test('writes tables, pictures as SVG and PNG, and a report that holds the pictures', () => {
    const pictures = ['outcome', 'reliability', 'pareto', 'stop-reasons', 'trajectories-first-arm'];
    const files = [...TABLES, 'report.html', 'experiment.json', ...pictures.map((name) => `${name}.png`)];
    expect(files.filter((file) => !existsSync(`whole/${file}`))).toEqual([]);
    const page = readFileSync('whole/report.html', 'utf8');
    for (const name of pictures) {
      const svg = readFileSync(`whole/${name}.svg`, 'utf8');
      expect(page).toContain(svg.trim());
      expect(svg).not.toMatch(/NaN|undefined/);
    }
  });

  test('joined from shards is the same, byte for byte, with the number of runs that the shards had', async () => {
    for (const part of [1, 2, 3]) {
      const { out } = await typed([
        'sweep',
        'tiny.yaml',
        '--shard',
        `${part}/3`,
        '--out',
        `part${part}`,
        '--workers',
        '1',
      ]);
      expect(out).toContain(`Part ${part} of 3 only`);
    }
    const { code, err } = await typed([
      'sweep',
      'merge',
      'part1',
      'part2',
      'part3',
      '--out',
      'merged',
      '--workers',
      '1',
    ]);
    expect([code, err]).toEqual([0, expect.stringContaining('8 cells from 3 folders.')]);
    for (const file of TABLES) {
      expect(readFileSync(`merged/${file}`).equals(readFileSync(`whole/${file}`)), file).toBe(true);
    }
  }, 60_000);

  test('gives every row again alone, to the same digest', async () => {
    const { code, out } = await typed(['sweep', 'rerun', '5', '--out', 'whole']);
    expect([code, out]).toEqual([0, expect.stringMatching(/arm "max_comparisons=6", seed 1[\s\S]*the same/)]);
  });

  test('goes on with what it has, and says so as JSON', async () => {
    const { out } = await typed([
      'sweep',
      'tiny.yaml',
      '--resume',
      '--out',
      'whole',
      '--json',
      '--workers',
      '1',
    ]);
    const { kept, computed, arms, differences } = JSON.parse(out) as Record<string, unknown>;
    expect({ kept, computed, arms, differences }).toMatchObject({
      kept: 8,
      computed: 0,
      arms: [{ arm: 'max_comparisons=4' }, { arm: 'max_comparisons=6' }],
    });
    expect(differences).toContainEqual(
      expect.objectContaining({ outcome: 'ssr', from: 'max_comparisons=4' }),
    );
  });
});

test.each([
  [['sweep', 'tiny.yaml', '--resume', '--out', 'none'], 'none holds no sweep to go on with'],
  [['sweep', 'tiny.yaml', '--shard', '4/3'], '--shard must be K/N'],
  [['sweep', 'tiny.yaml', '--shard', '1/3', '--until-halfwidth', '0.1'], 'wants them fixed'],
  [['sweep', 'rerun', '1', '--out', 'none'], 'none holds no sweep'],
  [['sweep', 'merge', 'none', '--out', 'new'], 'none holds no sweep'],
  [['sweep', 'coin-tos'], 'There is no experiment coin-tos'],
])('%j is refused in one sentence, and nothing is written', async (words, sentence) => {
  const { code, out, err } = await typed(words);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)]);
  expect(existsSync('none') || existsSync('new')).toBe(false);
});

test('two arms of one name are a user error', async () => {
  writeFileSync(
    'twice.yaml',
    EXPERIMENT.replace(/design.*/, 'design: { kind: list, arms: [{ name: a }, { name: a }] }'),
  );
  const { code, err } = await typed(['sweep', 'twice.yaml', '--out', 'none']);
  expect([code, err]).toEqual([2, expect.stringContaining('Two arms of tiny are called "a"')]);
});
