/** The commands on one run, typed as a newcomer types them. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runResultSchema } from '../../src/report/json-result-schema.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('without arguments cjsim says what it is, in one screen', async () => {
  const { code, out } = await typed([]);
  expect(code).toBe(0);
  expect(out.split('\n').length).toBeLessThan(25);
  expect(out).toContain('cjsim run eng5');
});

test('run prints a summary that fits 80 columns, keeps the world, and says what to do next', async () => {
  const { code, out } = await typed(['run', 'eng5']);
  expect(code).toBe(0);
  expect(existsSync('.cjsim/last.db')).toBe(true);
  expect(out).toContain('asked 288, guardrail 288, cap 288');
  expect(out).toContain('cjsim explain');
  const tooLong = out.split('\n').filter((line) => line.length > 80 && /^\s*\d/.test(line));
  expect(tooLong).toEqual([]);
});

test.each(['eng5', 'lower5', 'single-essay', 'seed-world'])(
  'the JSON of %s follows its schema',
  async (name) => {
    const { out } = await typed(['run', name, '--json', '--no-keep']);
    const result = JSON.parse(out) as unknown;
    expect(runResultSchema.strict().parse(result)).toEqual(result);
  },
);

test('the same seed gives the same digest, in memory and in a file; another seed another', async () => {
  const digest = async (...words: string[]): Promise<unknown> => {
    const { out } = await typed(['run', 'lower5', '--json', '--no-keep', ...words]);
    return (JSON.parse(out) as { readonly digest: string }).digest;
  };
  const first = await digest();
  expect(await digest('--db', 'digest.db')).toBe(first);
  expect(await digest('--check')).toBe(first);
  expect(await digest('--seed', 'other')).not.toBe(first);
});

test('batch 21 under the oldest policy ends as the real one did', async () => {
  const { out } = await typed(['run', 'batch-21', '--policy', 'service-2025-11-16', '--json', '--no-keep']);
  const { batches } = runResultSchema.parse(JSON.parse(out));
  expect(batches[0]).toMatchObject({
    batch_id: 21,
    submitted_comparisons: 10,
    completed_comparisons: 100,
    waves: expect.arrayContaining([expect.objectContaining({ iteration: 1, pairs: 10, override: 100 })]),
  });
});

test('of a world that was stopped before its first request it is said that it has no batch', async () => {
  const says = 'This world has no batch: none has been accepted yet, or all were deleted.\n';
  expect((await typed(['run', 'lower5', '--until', '1'])).out).toContain(`\n\n${says}\n`);
  expect((await typed(['explain'])).out).toBe(says);
});

test('explain, inspect, check, logs, metrics, ps and trace read the last world', async () => {
  await typed(['run', 'batch-21']);
  expect((await typed(['explain'])).out).toContain('rehydrated from original_request');
  expect((await typed(['inspect'])).out).toContain('runner_override');
  expect(JSON.parse((await typed(['inspect', '--view', 'projections', '--json'])).out)).toHaveProperty(
    'projections',
  );
  expect((await typed(['inspect', '--stuck'])).out).toContain('None.');
  const grades = await typed(['inspect', '--projections']);
  expect(grades.out).toBe((await typed(['inspect', '--view', 'projections'])).out);
  expect(grades.out).toContain('anchor grade');
  expect(await typed(['check'])).toMatchObject({ code: 0, out: expect.not.stringContaining('FAIL') });
  expect((await typed(['check', '--markdown'])).out).toContain('| PASS |');
  expect((await typed(['logs', '--batch', '21'])).out).toMatch(/original_request/);
  expect((await typed(['metrics'])).out).toContain('cj_anchor_grade_resolution_total{tier="known_grade"} 12');
  expect((await typed(['ps'])).out).toMatch(/llm_provider/);
  expect((await typed(['trace', '--type', 'decide-continuation'])).out.split('\n')[0]).toContain(
    '"decision"',
  );
});

test('check fails with the rows that show it', async () => {
  await typed(['run', 'batch-21', '--policy', 'service-2025-11-16']);
  const { code, out } = await typed(['check', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ schema_version: 1, failed: 3 });
  const { checks } = JSON.parse(out) as {
    readonly checks: readonly { readonly id: string; readonly verdict: string }[];
  };
  expect(checks.filter(({ verdict }) => verdict === 'FAIL').map(({ id }) => id)).toEqual([
    'counters',
    'within-budget',
    'one-completion',
  ]);
});

test('a view that is cut says of how many rows', async () => {
  await typed(['run', 'lower5', '--quiet']);
  const cut = await typed(['inspect', '--view', 'comparisons', '--limit', '3', '--json']);
  expect(cut.err).toContain('Note: 3 of 20 rows of comparisons; --limit 20 shows all\n');
  expect((JSON.parse(cut.out) as { readonly comparisons: readonly unknown[] }).comparisons).toHaveLength(3);
  expect((await typed(['inspect', '--view', 'comparisons', '--json'])).err).not.toContain('Note');
});

test('a run that breaks a promise leaves the trace up to there', async () => {
  const words = ['run', 'lower5', '--defect', 'overwrite-totals', '--check', '--trace', 'broken.ndjson'];
  const { code, err } = await typed(words);
  expect(code).toBe(1);
  expect(err).toContain('Note: of the world only its trace was kept, in broken.ndjson.');
  expect((await typed(['replay', 'broken.ndjson'])).out).toContain('record by record: 20 steps');
  await typed([...words.slice(0, -1), 'kept.ndjson', '--db', 'kept.db']);
  expect((await typed(['replay', 'kept.ndjson'])).out).toContain('record by record: 20 steps');
  const { out, err: says } = await typed(['replay', 'kept.db']);
  expect(out).toContain('record by record: 20 steps');
  expect(says).toContain('It breaks off after step 20: its end is not verified.');
});

test('stuck batches are found and deleted with everything that is theirs', async () => {
  await typed(['run', 'seed-world', '--db', 'stuck.db']);
  expect((await typed(['inspect', '--stuck', '--db', 'stuck.db', '--json'])).out).toMatch(
    /"batch": 5[\s\S]*"batch": 6/,
  );
  expect(await typed(['delete', '5', '6', '--db', 'stuck.db'])).toMatchObject({ code: 0 });
  const { out } = await typed([
    'sql',
    'SELECT DISTINCT cj_batch_id AS id FROM cj_comparison_pairs ORDER BY 1',
    '--json',
    '--db',
    'stuck.db',
  ]);
  expect(JSON.parse(out)).toEqual([{ id: 9 }, { id: 19 }, { id: 21 }]);
});

test('the runner of the service takes its own flags, and a time-out has its own exit code', async () => {
  const flags = [
    ...['eng5-runner', '--mode', 'execute', '--assignment-id', '00000000-0000-0000-0000-000000000001'],
    ...['--course-id', '11111111-1111-1111-1111-111111111111', '--await-completion'],
  ];
  const asked150 = await typed([...flags, '--max-comparisons', '150', '--completion-timeout', '1800']);
  expect(asked150).toMatchObject({
    code: 0,
    out: expect.stringContaining('asked 150, guardrail 120, cap 120'),
  });
  expect(asked150.out).toContain('19e9b199-b500-45ce-bf95-ed63bb7489aa');
  expect(await typed([...flags, '--max-comparisons', '100', '--completion-timeout', '5'])).toMatchObject({
    code: 3,
  });
});

test('the plan of the runner has the notes that its run has', async () => {
  writeFileSync(
    'one-sided.yaml',
    'name: one-sided\ndescription: Knows a stranger.\nchoice: { model: bt, distortion: { essays: { stranger: 1 } } }\n',
  );
  const planned = await typed(['eng5-runner', '--mode', 'plan', '--judge', './one-sided.yaml']);
  expect(planned.err).toBe(
    'Note: distortion.essays of the judge names stranger, which is no essay of this world: it distorts nothing.\n',
  );
  expect(planned.out).toMatch(/^Batch UUID: \S+\n12 essays and 12 anchors, asking for 100 comparisons\n$/);
});

test('a folder of essays with anchors is run, and invented qualities are said to be so', async () => {
  mkdirSync('essays');
  for (const name of ['ada', 'ben', 'cleo', 'dan', 'low', 'high']) {
    writeFileSync(`essays/${name}.txt`, `An essay by ${name}. It has some words, and ends here.`);
  }
  writeFileSync('anchors.csv', 'file,grade\r\nlow.txt,E\r\nhigh.txt,A\r\n');
  const run = ['run', '--essays', 'essays', '--anchors', 'anchors.csv', '--scale', 'swedish_8_anchor'];
  const { code, out } = await typed([...run, '--max-comparisons', '20']);
  expect(code).toBe(0);
  expect(out).toContain('ada');
  expect(out).toContain('anchor A');
  expect(out).toMatch(/invented/);
});

test('a judge of the user’s own answers, with promises too', async () => {
  writeFileSync(
    'judge.mjs',
    "export default { compare: async ({ essayA, essayB }) => ({ winner: essayA.id > essayB.id ? 'essay_a' : 'essay_b', confidence: 4, justification: 'by id' }) };",
  );
  const { code, out } = await typed(['run', 'lower5', '--judge', './judge.mjs', '--json']);
  expect(code).toBe(0);
  const [batch] = runResultSchema.parse(JSON.parse(out)).batches;
  const ids = batch?.rankings.map(({ els_essay_id }) => els_essay_id) ?? [];
  expect(ids).toEqual([...ids].sort().reverse());
});

test('a scenario that is shown as JSON is the one of its YAML', async () => {
  const { code, out } = await typed(['scenarios', 'show', 'lower5', '--json']);
  expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ name: 'lower5', seed: 5 })]);
  writeFileSync('shown.json', out);
  expect((await typed(['scenarios', 'show', './shown.json'])).out).toBe(out);
  const digests = ['lower5', './shown.json'].map((name) => typed(['run', name, '--no-keep', '--quiet']));
  expect((await digests[0])?.out).toBe((await digests[1])?.out);
});

test('init writes a scenario that runs, and project grades a ranking', async () => {
  const next = 'Run it with: cjsim run ./mine.yaml\n';
  expect(await typed(['init', 'mine.yaml'])).toEqual({ code: 0, out: 'mine.yaml\n', err: next });
  rmSync('mine.yaml');
  expect(await typed(['init', './mine.yaml'])).toEqual({ code: 0, out: './mine.yaml\n', err: next });
  expect(readFileSync('mine.yaml', 'utf8')).toContain('max_comparisons: 60');
  expect(await typed(['run', './mine.yaml', '--no-keep'])).toMatchObject({ code: 0 });
  writeFileSync('ranking.csv', 'id,score,se\n\u00f61,2,0.3\na2,-2,0.3\ns1,1.9,0.2\ns2,-2.1,0.2\n');
  writeFileSync('grades.csv', 'id,grade\no\u03081,B\na2,E\n');
  const words = [
    'project',
    'ranking.csv',
    '--scale',
    'swedish_8_anchor',
    '--anchors',
    'grades.csv',
    '--json',
  ];
  const { projections } = JSON.parse((await typed(words)).out) as {
    readonly projections: readonly { readonly els_essay_id: string }[];
  };
  expect(projections.map(({ els_essay_id }) => els_essay_id)).toEqual(['s1', 's2']);
});

test('--until 0 makes a world before its first step, and a world that was stopped is not ended', async () => {
  const { code, err } = await typed(['run', 'four-essays', '--until', '0', '--db', 'a b.db', '--quiet']);
  expect([code, err]).toEqual([
    0,
    "Stopped after step 0. Batch 1 waits for its request, due at 00:00:00. To go on: cjsim resume 'a b.db'\n",
  ]);
  expect((await typed(['step', 'a b.db'])).out).toMatch(/^1 /);
  expect((await typed(['delete', '1', '--db', 'a b.db'])).err).toContain('has not ended');
});

test.each([
  ['3', ''],
  ['4', ' 1 batch more has not ended.'],
  ['5', ' 2 batches more have not ended.'],
])('of %s batches that wait three are named, and the others are counted', async (count, more) => {
  const words = ['run', 'four-essays', '--batches', count, '--until', '0', '--no-keep', '--quiet'];
  const waits = [1, 2, 3].map((label) => ` Batch ${label} waits for its request, due at 00:00:00.`).join('');
  expect((await typed(words)).err).toBe(`Stopped after step 0.${waits}${more}\n`);
});

test('resume ends as run does where a batch has failed, and check takes the file', async () => {
  const { code } = await typed(['run', 'batch-33', '--db', 'failed.db', '--quiet']);
  expect(code).toBe(1);
  expect(await typed(['resume', 'failed.db', '--quiet'])).toMatchObject({ code: 1 });
  expect((await typed(['check', 'failed.db'])).err).toBe('Reading failed.db\n');
});

test('a defect is added to those of the scenario, and counts once', async () => {
  writeFileSync('buggy.yaml', 'essays: { generate: { count: 4 } }\ndefects: [nc2-denominator]\n');
  const once = ['run', './buggy.yaml', '--no-keep', '--json', '--defect', 'stale-finalise'];
  const { out } = await typed(once);
  expect(runResultSchema.parse(JSON.parse(out)).defects).toEqual(['nc2-denominator', 'stale-finalise']);
  expect((await typed([...once, '--defect', 'stale-finalise', '--defect', 'nc2-denominator'])).out).toBe(out);
});

test('a horizon that cuts off nothing but late messages is no failure', async () => {
  const late = ['--set', 'faults=[{ fault: delay-callback, nth: 1, by: 8d }]'];
  const { code, err } = await typed(['run', 'four-essays', '--quiet', '--no-keep', ...late]);
  expect(code).toBe(0);
  expect(err).toMatch(/^Every batch had ended when the horizon was reached/);
});

test('a horizon that one of two batches does not live to see is a failure', async () => {
  const words = ['run', 'four-essays', '--batches', '2', '--set', 'horizon=8s', '--no-keep', '--json'];
  const { code, out, err } = await typed(words);
  expect([code, err]).toEqual([
    1,
    'The horizon was reached before every batch had ended (scenario key horizon).\n',
  ]);
  expect(runResultSchema.parse(JSON.parse(out)).batches.map(({ state }) => state)).toEqual([
    'WAITING_CALLBACKS',
    'COMPLETED',
  ]);
});

test('two columns of one name show both values, and an array is called as psql calls it', async () => {
  await typed(['run', 'four-essays', '--db', 'columns.db', '--quiet']);
  const sql = 'select 1 as a, 2 as a, array_agg(id) from cj_batch_uploads';
  expect((await typed(['sql', sql, '--db', 'columns.db', '--csv'])).out).toBe('a,a,array_agg\n1,2,{1}\n');
  const json = await typed(['sql', sql, '--db', 'columns.db', '--json']);
  expect(json).toMatchObject({ code: 2, err: expect.stringContaining('Two columns are called a') as string });
});

test('project says which rows have no score', async () => {
  writeFileSync('gaps.csv', 'id,score,se,grade\na,1,0.1,A\nb,-1,0.1,E\nc,0,0.1,\nd,,,\n');
  const { code, err } = await typed(['project', 'gaps.csv', '--scale', 'swedish_8_anchor']);
  expect([code, err]).toEqual([0, 'Note: left out, because score or se is empty: d\n']);
  const json = await typed(['project', 'gaps.csv', '--scale', 'swedish_8_anchor', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({
    schema_version: 1,
    projections: [{ els_essay_id: 'c' }],
    notes: ['left out, because score or se is empty: d'],
  });
});

test('project leaves out a row that lacks one of score and se', async () => {
  writeFileSync('half.csv', 'id,score,se,grade\na,1,0.1,A\nb,-1,0.1,E\nc,0,,\nd,,0.1,\ne,0.5,0.1,\n');
  const { code, out, err } = await typed(['project', 'half.csv', '--scale', 'swedish_8_anchor', '--json']);
  expect([code, err]).toEqual([0, 'Note: left out, because score or se is empty: c, d\n']);
  expect(JSON.parse(out)).toMatchObject({ projections: [{ els_essay_id: 'e' }] });
});

test('project says in words why no grade can be projected', async () => {
  const because = async (rows: string) => {
    writeFileSync('few.csv', `id,score,se,grade\n${rows}`);
    const { code, err } = await typed(['project', 'few.csv', '--scale', 'swedish_8_anchor']);
    return `${code} ${err.split('\n')[0]}`;
  };
  const start = '2 cjsim: few.csv: Grades cannot be projected, because';
  expect(await because('')).toBe(`${start} the ranking has no row.`);
  expect(await because('a,1,0.1,\n')).toBe(
    `${start} no essay of the ranking has a grade, neither in its own column grade nor in --anchors.`,
  );
  expect(await because('a,1,0.1,A\nb,,,E\nc,0,0.1,\n')).toBe(
    `${start} the anchors that have a score give fewer than two different grades.`,
  );
});

test('project refuses an anchor with two grades, and an essay that is there twice, with the line', async () => {
  writeFileSync('own.csv', 'id,score,se,grade\na,1,0.1,A\nb,-1,0.1,E\nc,0,0.1,\n');
  const words = ['project', 'own.csv', '--scale', 'swedish_8_anchor', '--anchors', 'own-anchors.csv'];
  const graded = (anchors: string) => {
    writeFileSync('own-anchors.csv', `id,grade\n${anchors}`);
    return typed(words);
  };
  expect(await graded('b,D\n')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('own.csv:3: The anchor b has the grade E here, and D in --anchors'),
  });
  expect(await graded('b,E\n')).toMatchObject({ code: 0, err: '' });
  writeFileSync('own.csv', 'id,score,se,grade\na,1,0.1,A\nb,-1,0.1,E\na,0,0.1,\n');
  expect((await graded('b,E\n')).err).toContain('own.csv:4: The essay a is there twice');
});

test('project finds an anchor whose id is written in the other form of Unicode', async () => {
  writeFileSync('forms.csv', 'id,score,se\ne\u0301va,2,0.3\nb,1.9,0.2\nd,-2,0.3\n');
  writeFileSync('forms-anchors.csv', 'id,grade\ne\u0301va,B\nd,E\n');
  const words = ['project', 'forms.csv', '--scale', 'swedish_8_anchor', '--anchors', 'forms-anchors.csv'];
  expect(JSON.parse((await typed([...words, '--json'])).out)).toMatchObject({
    projections: [{ els_essay_id: 'b', grade: 'A' }],
  });
});

test('project notes anchors against the order of their grades, and grades all the same', async () => {
  writeFileSync('turned.csv', 'id,score,se,grade\na,-1.23456789,0.1,A\nb,1,0.1,E\nc,0,0.1,\n');
  const { code, out, err } = await typed(['project', 'turned.csv', '--scale', 'swedish_8_anchor']);
  expect([code, err]).toEqual([
    0,
    'Note: anchors against the order of their grades: a (A, -1.235) lies below b (E, 1)\n',
  ]);
  expect(out).toContain('c ');
});

test('of several statements of which one fails sql --write keeps nothing', async () => {
  await typed(['run', 'lower5', '--db', 'taken-back.db']);
  const failed = await typed(['sql', '--write', 'delete from event_outbox; begin', '--db', 'taken-back.db']);
  expect([failed.code, failed.out]).toEqual([2, '']);
  const count = await typed([
    'sql',
    'select count(*) as n from event_outbox',
    '--db',
    'taken-back.db',
    '--csv',
  ]);
  expect(count.out).toBe('n\n2\n');
});

test('sql shows whole numbers beyond 2^53 exactly, and bytes as hexadecimal digits', async () => {
  await typed(['run', 'four-essays', '--db', 'exact.db', '--quiet']);
  const sql = "select 9007199254740993 as big, 7 as small, x'00ff' as bytes, 1.5 as real, null as none";
  const out = async (style: string) => (await typed(['sql', sql, '--db', 'exact.db', style])).out;
  expect(JSON.parse(await out('--json'))).toEqual([
    { big: '9007199254740993', small: 7, bytes: '\\x00ff', real: 1.5, none: null },
  ]);
  expect(await out('--csv')).toBe('big,small,bytes,real,none\n9007199254740993,7,\\x00ff,1.5,\n');
});

test('project reads the columns that the service calls otherwise', async () => {
  writeFileSync(
    'service.csv',
    'els_essay_id,bradley_terry_score,bradley_terry_se,grade\na,1,0.1,A\nb,-1,0.1,E\nc,0,0.1,\n',
  );
  writeFileSync('short.csv', 'essay,theta,standard_error,grade\na,1,0.1,A\nb,-1,0.1,E\nc,0,0.1,\n');
  writeFileSync('plain.csv', 'id,score,se,grade\na,1,0.1,A\nb,-1,0.1,E\nc,0,0.1,\n');
  const projected = (file: string) => typed(['project', file, '--scale', 'swedish_8_anchor', '--json']);
  const plain = await projected('plain.csv');
  expect([plain.code, plain.out]).toEqual([0, expect.stringContaining('"c"')]);
  expect(await projected('service.csv')).toEqual(plain);
  expect(await projected('short.csv')).toEqual(plain);
});
