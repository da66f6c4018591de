/** `cjsim sweep` as a command: files, shards, resuming, rerunning, and what it refuses. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { sweepList } from '../../../src/commands/sweep-list.js';
import { shippedNames } from '../../../src/files/package-data.js';
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
  }, 180_000);

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
      expect(out).toMatch(/Conclusion\n {2}None yet: [23] of 8 runs are there\./);
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
    const files = readdirSync('whole').filter((file) => file !== 'cells.ndjson');
    expect(files).toEqual(expect.arrayContaining([...TABLES, 'report.html', 'outcome.png']));
    for (const file of files) {
      expect(readFileSync(`merged/${file}`).equals(readFileSync(`whole/${file}`)), file).toBe(true);
    }
  }, 180_000);

  test('is not joined while a shard is missing, and nothing is written', async () => {
    for (const [words, missing] of [
      [['part2', 'part3', '--out', 'torn'], '3 of 8 cells are'],
      [['part1', '--out', 'part1'], '5 of 8 cells are'],
      [['part1', 'part2', 'part3', '--replicates', '5', '--out', 'torn'], '2 of 10 cells are'],
    ] as const) {
      const before = readdirSync('part1').map((file) => readFileSync(`part1/${file}`, 'hex'));
      const { code, out, err } = await typed(['sweep', 'merge', ...words]);
      expect([code, out, err]).toEqual([
        2,
        '',
        expect.stringContaining(`${missing} in none of these folders.`),
      ]);
      expect(err).toContain('Name the folder of the missing shard too');
      expect(existsSync('torn')).toBe(false);
      expect(readdirSync('part1').map((file) => readFileSync(`part1/${file}`, 'hex'))).toEqual(before);
    }
    const { err } = await typed(['sweep', 'merge', 'merged', '--out', 'merged', '--workers', '1']);
    expect(err).toContain('0 cells from 1 folder.');
  }, 180_000);

  test('gives every row again alone, to the same digest', async () => {
    const { code, out } = await typed(['sweep', 'rerun', '5', '--out', 'whole']);
    expect([code, out]).toEqual([0, expect.stringMatching(/arm "max_comparisons=6", seed 1[\s\S]*the same/)]);
    const json = await typed(['sweep', 'rerun', '5', '--out', 'whole', '--json']);
    const digest = /now {2}(\S+)/.exec(out)?.[1];
    expect(JSON.parse(json.out)).toEqual({
      schema_version: 1,
      row: 5,
      arm: 'max_comparisons=6',
      seed: '1',
      before: digest,
      now: digest,
      same: true,
    });
  });

  test('a row that is none, and one whose run is gone, are told apart', async () => {
    const refused = async (row: string, folder: string) =>
      (await typed(['sweep', 'rerun', row, '--out', folder])).err.split('\n').slice(1, 3);
    expect(await refused('99', 'whole')).toEqual([
      'cjsim: There is no row 99 in whole/results.csv.',
      expect.stringMatching(/Its rows are 1 to \d+\./),
    ]);
    cpSync('whole', 'gone', { recursive: true });
    writeFileSync('gone/cells.ndjson', '');
    expect(await refused('1', 'gone')).toEqual([
      'cjsim: gone/results.csv: The run of row 1 is not among the cells of gone.',
      '  Run the sweep again: it computes what is missing.',
    ]);
  });

  test('is found without --out where it is the only one here; of several the names are told', async () => {
    const rerunIn = async (folder: string) => {
      const before = process.cwd();
      process.chdir(folder);
      try {
        const { code, out, err } = await typed(['sweep', 'rerun', '5']);
        return { code, isSame: out.includes('the same'), err };
      } finally {
        process.chdir(before);
      }
    };
    const found = (folder: string) => ({ code: 0, isSame: true, err: `Reading ${folder}\n` });
    cpSync('whole', 'single/tiny', { recursive: true });
    expect(await rerunIn('whole')).toEqual(found('.'));
    expect(await rerunIn('single')).toEqual(found('tiny'));
    cpSync('whole', 'single/sweeps/tiny', { recursive: true });
    const { code, err } = await rerunIn('single');
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/several sweeps here[\s\S]*: tiny, sweeps\/tiny\.\n/),
    ]);
    mkdirSync('none-here');
    expect((await rerunIn('none-here')).err).toContain('There is no sweep here.');
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
  [['sweep', 'tiny.yaml', '--outcome', 'ssr', '--out', 'none'], '--outcome belongs to --until-halfwidth'],
  [['sweep', 'tiny.yaml', '--out', 'tiny.yaml'], 'A file stands where a folder should be'],
  [
    ['sweep', 'rerun', '1', '--out', 'damaged'],
    'damaged/experiment.json:1:1: title is missing; it must be text.',
  ],
  [['sweep', 'merge', 'whole', 'fewer', '--out', 'new'], 'fewer is no part of the sweep that whole is'],
  [['sweep', 'rerun', '1', '--out', 'none'], 'none holds no sweep'],
  [['sweep', 'merge', 'none', '--out', 'new'], 'none holds no sweep'],
  [['sweep', 'coin-tos'], 'There is no experiment coin-tos'],
  [['sweep', 'seeds.yaml', '--out', 'none'], 'seeds.yaml:5:53: A seed cannot be varied'],
  [['sweep', 'tiny.yaml', 'more', '--out', 'none'], 'more means nothing here'],
  [['sweep', 'rerun', '1', '2', '--out', 'whole'], '2 means nothing here'],
  [['sweep', '--out', 'none'], '--out means nothing without an experiment.'],
  [['sweep', 'list', '--replicates', '3'], '--replicates means nothing with list.'],
  [['sweep', 'list', '--resume', '--json'], '--resume means nothing with list.'],
  [['sweep', 'rerun', '1', '--resume', '--out', 'whole'], '--resume means nothing with rerun.'],
  [['sweep', 'merge', 'whole', '--shard', '1/2', '--out', 'new'], '--shard means nothing with merge.'],
  [
    ['sweep', 'tiny.yaml', '--replicates', '1000001', '--out', 'none'],
    '--replicates must be at most 1000000',
  ],
  [
    ['sweep', 'coin-toss', '--out', 'whole'],
    'whole holds the results of the experiment tiny, not of coin-toss',
  ],
  [['sweep', 'tiny.yaml', '--out', 'foreign'], 'foreign holds results.csv, and no sweep wrote it'],
  [['sweep', 'tiny.yaml', '--out', 'busy'], 'Another sweep (process 1 on '],
  [['sweep', 'tiny.yaml', '--out', '/proc/none'], '/proc/none cannot be made: /proc takes no new folder'],
])('%j is refused in one sentence, and nothing is written', async (words, sentence) => {
  mkdirSync('damaged', { recursive: true });
  writeFileSync('damaged/experiment.json', '{"name": "tiny"}');
  writeFileSync(
    'seeds.yaml',
    'name: s\ntitle: t\nquestion: q\nscenario: four-essays\ndesign: { kind: grid, factors: { policy: [current], seed: [1, 2] } }\n',
  );
  mkdirSync('foreign', { recursive: true });
  writeFileSync('foreign/results.csv', 'mine');
  mkdirSync('busy', { recursive: true });
  writeFileSync('busy/.lock', `${hostname()} 1\n`);
  mkdirSync('fewer', { recursive: true });
  writeFileSync('fewer/cells.ndjson', '');
  const whole = readFileSync('whole/experiment.json', 'utf8');
  writeFileSync('fewer/experiment.json', whole.replace('"replicates": 4', '"replicates": 3'));
  const { code, out, err } = await typed(words);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)]);
  expect(existsSync('none') || existsSync('new')).toBe(false);
});

test.each([
  [
    'x: request.max_comparison',
    'typo.yaml:11:1: x names request.max_comparison, which the design does not vary; did',
  ],
  ['within: judge.profile', 'within names judge.profile, which the design does not vary.'],
  ['labels: { max_comparisons: budget }', 'labels names max_comparisons, which the design does not vary'],
  ['reaches: [{ outcome: ssr, levels: [0.7] }]', 'there is no x'],
])('%s names no factor, and is refused', async (line, sentence) => {
  writeFileSync('typo.yaml', `${EXPERIMENT}${line}\n`);
  const { code, out, err } = await typed(['sweep', 'typo.yaml', '--out', 'none']);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)]);
});

test.each([
  [
    'factors: { request.max_comparisns: [4, 6] }',
    /^cjsim: twisted\.yaml:7:34: request\.max_comparisns is not a key of request; did you mean max_comp/,
  ],
  ['set: { request.foo: 1 }', /^cjsim: twisted\.yaml:6:8: request\.foo is not a key of request\./],
  ['set: { requst.language: sv }', /^cjsim: twisted\.yaml:6:8: requst is neither a key of/],
  [
    'set: { essays.generate.count: 3 }',
    /^cjsim: essays\.generate\.count in set of the experiment tiny \(scenarios\/four-essays\.yaml:\d+:1\): essays: give exactly one/,
  ],
])('%s is told where it was written', async (line, sentence) => {
  const key = line.split(':', 1)[0] ?? '';
  const text = EXPERIMENT.replace(new RegExp(`${key}: \\{.*?\\}`), line);
  writeFileSync('twisted.yaml', `${text}x: request.max_comparisons\n`);
  const { code, out, err } = await typed(['sweep', 'twisted.yaml', '--out', 'none']);
  expect([code, out, err]).toEqual([2, '', expect.stringMatching(sentence)]);
});

test('a file without an ending is found where it is written as a path', async () => {
  writeFileSync('plain', EXPERIMENT);
  const { code, err } = await typed(['sweep', 'plain', '--out', 'none']);
  expect([code, err]).toEqual([
    2,
    'cjsim: There is no experiment plain.\n  For the file in this folder write ./plain.\n',
  ]);
  expect((await typed(['sweep', 'plane', '--out', 'none'])).err).toMatch(
    /or the path of a file: with a slash, or ending with \.yaml, \.yml or \.json\.\n$/,
  );
});

test('two arms of one name are a user error', async () => {
  writeFileSync(
    'twice.yaml',
    EXPERIMENT.replace(/design.*/, 'design: { kind: list, arms: [{ name: a }, { name: a }] }'),
  );
  const { code, err } = await typed(['sweep', 'twice.yaml', '--out', 'none']);
  expect([code, err]).toEqual([2, expect.stringContaining('Two arms of tiny are called "a"')]);
});

test.each([
  ['defects: [nope]', /^cjsim: arm b: defects\[0\] is no defect: nope/],
  ['judge.parameters.slip: 2', /^cjsim: arm b: judge\.parameters\.slip is not a key of a profile/],
  ['request.max_comparisons: 0', /^cjsim: arm b: request\.max_comparisons: /],
  [
    'judge: { module: my-judge.mjs }',
    /^cjsim: arm b: .* not modules\.\n {2}Name a profile in judge\.profile/,
  ],
  ['judge.module: my-judge.mjs', /^cjsim: arm b: A sweep runs judge profiles only, not modules\.\n/],
])('an arm that cannot be is named: %s', async (line, sentence) => {
  const arms = `design: { kind: list, arms: [{ name: a }, { name: b, set: { ${line} } }] }`;
  writeFileSync('arm.yaml', EXPERIMENT.replace(/design.*/, arms));
  const { code, out, err } = await typed(['sweep', 'arm.yaml', '--out', 'none']);
  expect([code, out, err]).toEqual([2, '', expect.stringMatching(sentence)]);
});

test('a key that JavaScript drops is named, wherever it stands', async () => {
  writeFileSync(
    'dropped.yaml',
    EXPERIMENT.replace(/set:.*/, 'set: { judge: { profile: bt, parameters: { __proto__: 1 } } }'),
  );
  const { code, err } = await typed(['sweep', 'dropped.yaml', '--out', 'none']);
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(
      /dropped\.yaml:\d+:44: set\.judge\.parameters\.__proto__ is no key of this group\.\n$/,
    ),
  ]);
});

test('a lock that a killed sweep left behind is taken over', async () => {
  mkdirSync('left', { recursive: true });
  writeFileSync('left/.lock', `${hostname()} 4194305\n`);
  const { code } = await typed([
    'sweep',
    'tiny.yaml',
    '--out',
    'left',
    '--replicates',
    '1',
    '--workers',
    '1',
  ]);
  expect([code, existsSync('left/.lock')]).toEqual([0, false]);
});

test('a sequential sweep that gives up has no more runs than it may, and says at which number', async () => {
  const words = [
    '--until-halfwidth',
    '0.0001',
    '--most-replicates',
    '37',
    '--workers',
    '1',
    '--out',
    'given-up',
  ];
  const { out } = await typed(['sweep', 'tiny.yaml', ...words]);
  expect(out).toContain('It gave up at 37.');
  const json = await typed(['sweep', 'tiny.yaml', ...words, '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ sequential: true, gave_up: true, replicates: 37 });
  expect(readFileSync('given-up/results.csv', 'utf8').trim().split('\n')).toHaveLength(1 + 2 * 37);
}, 180_000);

test('the half-width of a difference is refused where no two arms are compared', async () => {
  writeFileSync('alone.yaml', EXPERIMENT.replace('[4, 6]', '[4]'));
  const words = ['--until-halfwidth', '0.1', '--of', 'difference', '--out', 'alone'];
  const { code, err } = await typed(['sweep', 'alone.yaml', ...words]);
  expect(code).toBe(2);
  expect(err).toContain('--of: No two arms of tiny are compared with each other');
  expect(existsSync('alone')).toBe(false);
});

test.each([['sweep'], ['sweep', 'list']])(
  '%s %s lists the shipped experiments, also as JSON',
  async (...words) => {
    const { code, out } = await typed([...words, '--json']);
    expect(code).toBe(0);
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.map(({ name }) => name)).toEqual(shippedNames('experiments'));
    expect(Object.keys(rows[0] ?? {})).toEqual(['name', 'title', 'question']);
    const { out: text } = await typed(words);
    for (const { name, title } of rows) expect(text.replace(/\s+/g, ' ')).toContain(`${name}: ${title}`);
    expect(
      sweepList(false, 60)
        .split('\n')
        .filter((line) => line.length > 60),
    ).toEqual([]);
  },
);

test.each(['experiment.json', ...TABLES, 'report.html'])(
  'a %s that no sweep wrote is left as it is',
  async (file) => {
    const folder = `of-others-${file}`;
    mkdirSync(folder);
    writeFileSync(`${folder}/${file}`, 'mine');
    const { code, err } = await typed(['sweep', 'tiny.yaml', '--out', folder]);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`${folder} holds ${file}, and no sweep wrote it.`),
    ]);
    expect([readdirSync(folder), readFileSync(`${folder}/${file}`, 'utf8')]).toEqual([[file], 'mine']);
  },
);
