/** Wrong input gives one sentence, the right code, no stack, and leaves nothing half written. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cjsim } from './running.js';

let folder: string;
let started: string;

function essayFolder(name: string, texts: Readonly<Record<string, string | Buffer>>): void {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, name, file), text);
}

beforeAll(async () => {
  started = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'cjsim bad ö '));
  process.chdir(folder);
  essayFolder('good', { 'a.txt': 'one text', 'b.txt': 'another text', 'c.txt': 'a third text' });
  essayFolder('empty-text', { 'a.txt': 'one text', 'b.txt': ' \n' });
  essayFolder('latin', { 'a.txt': 'one text', 'b.txt': Buffer.from([0x66, 0xf6, 0x72]) });
  essayFolder('huge', { 'a.txt': 'one text', 'b.txt': Buffer.alloc(10 * 1024 * 1024, 'x') });
  essayFolder('twins', { 'a.txt': 'one text', 'a.md': 'the same id' });
  essayFolder('nothing', {});
  essayFolder('torn', { 'a\nb.txt': 'one text', 'c.txt': 'another' });
  writeFileSync('not-a-key.yaml', 'nmae: x\n');
  writeFileSync('typo.yaml', 'essays: {generate: {count: 5}}\nsettings: {MAX_PAIRWISE_COMPARISON: 5}\n');
  writeFileSync('not-yaml.yaml', 'name: [x\n');
  writeFileSync('not-utf8.yaml', Buffer.from([0x6e, 0xff, 0xfe]));
  writeFileSync('list.yaml', '- 1\n');
  writeFileSync('none.yaml', '');
  writeFileSync('twice.yaml', 'seed: 1\nseed: 2\n');
  writeFileSync('negative.yaml', 'request: { max_comparisons: -5 }\n');
  writeFileSync('nan.yaml', 'settings: { SCORE_STABILITY_THRESHOLD: .nan }\n');
  writeFileSync('huge-number.yaml', 'request: { max_comparisons: 1e400 }\n');
  writeFileSync('same-ids.yaml', 'batches: [{ id: 5 }, { id: 5 }]\nessays: { generate: { count: 4 } }\n');
  writeFileSync('same-essays.yaml', 'essays: { list: [{ id: a }, { id: a }] }\n');
  writeFileSync(
    'off-scale.yaml',
    'assignment: { anchors: [{ label: x, grade: Z }] }\nessays: { generate: { count: 4 } }\n',
  );
  writeFileSync('two-documents.yaml', 'seed: 1\n---\nseed: 2\n');
  writeFileSync('no-anchor.yaml', 'seed: 1\nessays: *mine\n');
  writeFileSync('deep.yaml', `essays: ${'['.repeat(5000)}\n`);
  writeFileSync('anchors-no-grade.csv', 'file\na.txt\n');
  writeFileSync('anchors-missing.csv', 'file,grade\nz.txt,A\n');
  writeFileSync('anchors-bad-grade.csv', 'file,grade\na.txt,Q\n');
  writeFileSync('anchors-twice.csv', 'file,grade\na.txt,A\na.txt,B\n');
  writeFileSync('anchors-empty.csv', '');
  writeFileSync('grades-twice.csv', 'id,grade\na,A\na,B\n');
  writeFileSync('grades-off-scale.csv', 'id,grade\na,Q\n');
  writeFileSync('grades-stray.csv', 'id,grade\na,A\nz,B\n');
  writeFileSync('grades-nameless.csv', 'id,grade\na,A\n,B\n');
  writeFileSync('ranking-vast.csv', 'id,score,se,grade\na,1e308,0.2,A\nb,-1e308,0.2,E\nc,1e307,0.2,\n');
  writeFileSync('ranking-vast-se.csv', 'id,score,se,grade\na,1,0.2,A\nb,-1,0.2,E\nc,0,1e300,\n');
  writeFileSync('ranking-composed.csv', 'id,score,se\n\u00e9va,1,0.2\ne\u0301va,0,0.2\n');
  essayFolder('named-as-anchor', { 'a.txt': 'one', 'b.txt': 'two', 'ANCHOR_1_00c0ffee.txt': 'three' });
  writeFileSync('one-anchor.csv', 'file,grade\na.txt,A\n');
  writeFileSync('padded.yaml', 'essays: { list: [{ id: 007 }, { id: 008 }] }\n');
  writeFileSync('no-judge.yaml', 'essays: { generate: { count: 4 } }\njudge:\n  module: none.mjs\n');
  writeFileSync('misspelt.yaml', 'essays:\n  generate:\n    cuont: 4\n');
  writeFileSync('half.yaml', 'essays: { list: [{ id: "\\uD800" }, { id: b }] }\n');
  writeFileSync('anchors-ragged.csv', 'file,grade\na.txt,A,extra,more\n');
  writeFileSync('quality-text.csv', 'id,quality\na,good\n');
  writeFileSync('quality-unknown.csv', 'id,quality\nzz,1\n');
  writeFileSync('ranking.csv', 'id,score,se\na,1,0.2\nb,0,0.2\n');
  writeFileSync('ranking-no-score.csv', 'id,se\na,0.1\n');
  writeFileSync('ranking-text.csv', 'id,score,se\na,high,0.2\n');
  writeFileSync('ranking-twice.csv', 'id,score,se\na,1,0.2\na,0,0.2\n');
  writeFileSync(
    'text.db',
    'this is no database, and it is longer than a hundred bytes, so that its header can be read in full.',
  );
  writeFileSync('no-judge.mjs', 'export const judge = 1;\n');
  writeFileSync('broken-judge.mjs', 'export default {\n');
  writeFileSync('throwing-judge.mjs', 'throw new Error("no key");\n');
  await cjsim(['run', 'four-essays', '--db', 'world.db']);
}, 180_000);

afterAll(() => {
  process.chdir(started);
  rmSync(folder, { recursive: true, force: true });
});

type Case = readonly [line: string, code: number, says: RegExp];

const FLAGS: readonly Case[] = [
  ['rnu', 2, /no command rnu; did you mean run\?/],
  ['run eng5 --sed 1', 2, /--sed; did you mean --seed\?/],
  ['run eng5 four-essays', 2, /four-essays/],
  ['run --policy', 2, /policy/],
  ['run eng5 --policy=', 2, /--policy needs a value: NAME\.\n {2}cjsim run --help/],
  ['run eng5 --defect=', 2, /--defect needs a value: NAME\./],
  ['run eng5 --defect lost-update --defect=', 2, /--defect needs a value: NAME\./],
  ['run eng5 --set=', 2, /--set needs a value: KEY=VALUE\./],
  ['fuzz --runs 1 --defect=', 2, /--defect needs a value: NAME\.\n {2}cjsim fuzz --help/],
  ['fuzz ', 2, /fuzz does not know what to do with ""/],
  ['sweep rerun ', 2, /REST is empty/],
  ['run eng5 --policy curent', 2, /--policy curent: .*did you mean current\?/],
  [
    'policies',
    2,
    /no command policies\.\n {2}cjsim run SCENARIO --policy NAME takes current, service-2026-02,/,
  ],
  ['profiles', 2, /no command profiles\.\n {2}cjsim run SCENARIO --judge NAME takes biased, bt,/],
  ['settings', 2, /cjsim run SCENARIO --set NAME=VALUE sets one/],
  ['constructor', 2, /no command constructor/],
  ['defects show overwrite-total', 2, /no defect overwrite-total; did you mean overwrite-totals\?/],
  ['run eng5 --break decision=SCORE', 2, /No record has the decision SCORE/],
  ['run eng5 --defect no-such-defect', 2, /is no defect: no-such-defect/],
  ['run eng5 --schedule random', 2, /--schedule/],
  ['run eng5 --seed 1 --seed 2', 2, /--seed is given more than once/],
  ['run eng5 --max-comparisons NaN', 2, /--max-comparisons must be a whole number, not NaN/],
  ['run eng5 --max-comparisons Infinity', 2, /whole number, not Infinity/],
  ['run eng5 --max-comparisons 1.5', 2, /whole number, not 1.5/],
  ['run eng5 --max-comparisons 1e400', 2, /whole number, not 1e400/],
  ['run eng5 --max-comparisons 99999999999999999999', 2, /must be at most/],
  ['run eng5 --max-comparisons 0', 2, /at least 1/],
  ['run eng5 --max-comparisons -5', 2, /-5/],
  ['run eng5 --max-comparisons=-5', 2, /-5/],
  ['run eng5 --max-comparisons ten', 2, /whole number, not ten/],
  ['run eng5 --batches 0', 2, /--batches must be at least 1, not 0/],
  ['run eng5 --batches 1000000000', 2, /--batches must be at most/],
  ['run eng5 --set seed', 2, /sets nothing/],
  ['run eng5 --set nothing=1', 2, /neither a key of a scenario nor a setting/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISONS=lots', 2, /MAX_PAIRWISE_COMPARISONS/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISONS=-1', 2, /MAX_PAIRWISE_COMPARISONS/],
  ['run eng5 --set SCORE_STABILITY_THRESHOLD=.nan', 2, /SCORE_STABILITY_THRESHOLD/],
  ['run eng5 --set settings={', 2, /not valid YAML/],
  ['run eng5 --set =5', 2, /=/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISON=5', 2, /MAX_PAIRWISE_COMPARISON/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISONS=0', 2, /MAX_PAIRWISE_COMPARISONS/],
  ['run eng5 --set SCORE_STABILITY_THRESHOLD=-1', 2, /SCORE_STABILITY_THRESHOLD/],
  ['run eng5 --set MIN_SUCCESS_RATE_THRESHOLD=2', 2, /MIN_SUCCESS_RATE_THRESHOLD/],
  ['run eng5 --set PAIR_MATCHING_STRATEGY=best', 2, /best/],
  ['run eng5 --stop-at yesterday', 2, /duration/],
  ['run eng5 --fault no-such-fault', 2, /no-such-fault/],
  ['run eng5 --fault drop-callback:2', 2, /drop-callback/],
  ['run eng5 --judge no-such-judge', 2, /no-such-judge/],
  ['run eng5 --judge ./no-such-judge.mjs', 2, /There is no judge module no-such-judge\.mjs that can be read/],
  ['run eng5 --judge ./no-judge.mjs', 2, /no default export/],
  ['run eng5 --judge ./broken-judge.mjs', 2, /cannot be loaded/],
  ['run eng5 --judge ./throwing-judge.mjs', 2, /no key/],
  ['run eng5 --essays good', 2, /cannot be combined/],
  ['run eng5 --scale swedish_8_anchor', 2, /--scale goes with --essays/],
  ['run eng5 --trace nowhere/trace.ndjson', 2, /no folder nowhere/],
  ['run eng5 --trace good', 2, /is a folder/],
  ['run eng5 --trace world.db', 2, /world\.db is there already, and is no trace/],
  ['run eng5 --trace list.yaml', 2, /list\.yaml is there already, and is no trace/],
  ['run eng5 --db one --trace ./one', 2, /--db and --trace name one file/],
  ['run eng5 --seed 8 --set seed=7', 2, /--seed 8 and --set seed=7 both say what seed is/],
  [
    'run eng5 --max-comparisons 10 --set request.max_comparisons=20',
    2,
    /both say what request\.max_comparisons is/,
  ],
  ['run eng5 --stop-at 5s --set stop.at=3s', 2, /both say what stop\.at is/],
  ['run eng5 --judge bt --set judge.profile=perfect', 2, /both say what judge\.profile is/],
  ['run eng5 --set request.course_code=*b', 2, /\*b is an alias, and a single value has none/],
  ['run eng5 --set seed=1 --set seed=2', 2, /--set seed=1 and --set seed=2 both say what seed is/],
  ['run eng5 --trace -', 2, /A trace goes to a file/],
  ['run eng5 --until 300h', 2, /300h lies after the horizon/],
  ['run eng5 --json=yes', 2, /--json is a switch and takes no value: --json=yes/],
  ['run eng5 --check=banana', 2, /--check is a switch/],
  ['run eng5 --json --quiet', 2, /--json and --quiet exclude each other/],
  ['check world.db --json --markdown', 2, /--json and --markdown exclude each other/],
  ['inspect --db world.db --view batches --stuck', 2, /--view and --stuck exclude each other/],
  ['sql --json --csv x', 2, /--json and --csv exclude each other/],
  ['run eng5 --until batch/9=continuing', 2, /no actor batch\/9; did you mean batch\/1\?/],
  ['run eng5 --break batch=77', 2, /No record has the batch 77/],
  ['run eng5 --break iteration=abc', 2, /No record has the iteration abc\.\n {2}It is a whole number/],
  ['resume world.db --until abc', 2, /No actor has a state abc/],
  ['resume world.db --judge no-judge.mjs', 2, /The judge of this run is the profile bt/],
  ['diff world.db --jsn world.db', 2, /--jsn; did you mean --json\?/],
  ['run eng5 --pause batch/1@2s..1s', 2, /to must be later than from.*\n {2}Write ACTOR@FROM\.\.TO/],
  ['run eng5 --set latency.callback=1e300', 2, /latency\.callback must be at most/],
  ['run eng5 --set BATCH_MONITOR_FIRST_SECONDS=1e300', 2, /must be at most 315360000/],
  ['run eng5 --set BATCH_MONITOR_INTERVAL_MINUTES=1e-300', 2, /must be at least 0\.01/],
  ['run eng5 --set PAIR_MATCHING_WEIGHT_COUNT=1e308', 2, /must be at most 1000000/],
  ['eng5-runner --mode perform', 2, /--mode knows no perform/],
  ['eng5-runner --mode plan --json', 2, /--json means nothing with --mode plan, which runs nothing/],
  ['eng5-runner --mode plan --db plan.db', 2, /--db means nothing with --mode plan/],
  ['eng5-runner --completion-timeout 60', 2, /--completion-timeout goes with --await-completion/],
  [
    'eng5-runner --await-completion --completion-timeout soon',
    2,
    /--completion-timeout must be a whole number/,
  ],
  ['eng5-runner --await-completion --completion-timeout 0', 2, /at least 1/],
  ['eng5-runner --assignment-id 7', 2, /must be a uuid/],
];

const FILES: readonly Case[] = [
  ['run ./two-documents.yaml', 2, /two-documents\.yaml:2:1: A second document begins here/],
  ['run ./no-anchor.yaml', 2, /no-anchor\.yaml:2:9: The alias \*mine is used, and no anchor/],
  ['run ./deep.yaml', 2, /deep\.yaml is nested too deeply/],
  ['run --essays torn', 2, /"a\\nb\.txt" holds a line break/],
  [
    'project ranking.csv --scale swedish_8_anchor --anchors grades-twice.csv',
    2,
    /grades-twice\.csv:3: The anchor a is there twice \(A and B\)/,
  ],
  [
    'project ranking.csv --scale swedish_8_anchor --anchors grades-off-scale.csv',
    2,
    /grades-off-scale\.csv:2: Q is no grade of swedish_8_anchor/,
  ],
  [
    'project ranking.csv --scale swedish_8_anchor --anchors grades-stray.csv',
    2,
    /grades-stray\.csv:3: The anchor z is not in the ranking/,
  ],
  [
    'project ranking.csv --scale swedish_8_anchor --anchors grades-nameless.csv',
    2,
    /grades-nameless\.csv:3: The id is empty/,
  ],
  [
    'project ranking-vast.csv --scale swedish_8_anchor',
    2,
    /ranking-vast\.csv:2: score is 1e308; it must be from/,
  ],
  [
    'project ranking-vast-se.csv --scale swedish_8_anchor',
    2,
    /ranking-vast-se\.csv:4: se is 1e300; it must be from 0/,
  ],
  [
    'project ranking-composed.csv --scale swedish_8_anchor',
    2,
    /ranking-composed\.csv:3: The essay .*va is there twice/,
  ],
  [
    'run --essays named-as-anchor --anchors one-anchor.csv',
    2,
    /--essays named-as-anchor: .*is ANCHOR_1_00c0ffee, and the assignment's anchors get ids of that form/,
  ],
  ['run ./padded.yaml', 2, /padded\.yaml:1:24: 007 would be read as the number 7/],
  ['run eng5 --set seed=007', 2, /--set seed=007: 007 would be read as the number 7/],
  [
    'run ./misspelt.yaml',
    2,
    /misspelt\.yaml:3:5: essays\.generate\.cuont is not a key .* did you mean count\?/,
  ],
  ['run ./half.yaml', 2, /half\.yaml:1:20: essays\.list\[0\]\.id must not hold half a character/],
  ['run eng', 2, /no scenario eng; did you mean eng5\?/],
  ['run ./missing.yaml', 2, /does not exist/],
  ['run ./good', 2, /is a folder/],
  ['run ./not-a-key.yaml', 2, /nmae/],
  ['run ./typo.yaml', 2, /typo\.yaml:2:\d+: .*did you mean MAX_PAIRWISE_COMPARISONS/],
  ['run ./not-yaml.yaml', 2, /not-yaml\.yaml/],
  ['run ./not-utf8.yaml', 2, /not UTF-8/],
  ['run ./list.yaml', 2, /list\.yaml/],
  ['run ./none.yaml', 2, /none\.yaml/],
  ['run ./twice.yaml', 2, /twice\.yaml:2:1: .*unique/],
  ['run ./negative.yaml', 2, /-5|at least|essays/],
  ['run ./nan.yaml', 2, /SCORE_STABILITY_THRESHOLD/],
  ['run ./huge-number.yaml', 2, /max_comparisons/],
  ['run ./same-ids.yaml', 2, /5/],
  ['run ./same-essays.yaml', 2, /\ba\b/],
  ['run ./off-scale.yaml', 2, /Z/],
  ['run --anchors anchors-empty.csv', 2, /--essays/],
  ['run --essays missing', 2, /does not exist/],
  ['run --essays list.yaml', 2, /is a file, not a folder/],
  ['run --essays nothing', 2, /holds no essay/],
  ['run --essays empty-text', 2, /empty text/],
  ['run --essays latin', 2, /not UTF-8/],
  ['run --essays huge', 2, /less than 10 MB/],
  ['run --essays twins', 2, /both be the essay a/],
  ['run --essays good --scale no_scale', 2, /no_scale/],
  ['run --essays good --anchors missing.csv', 2, /does not exist/],
  ['run --essays good --anchors anchors-no-grade.csv', 2, /no column grade/],
  ['run --essays good --anchors anchors-missing.csv', 2, /no file/],
  [
    'run --essays good --anchors anchors-bad-grade.csv',
    2,
    /anchors-bad-grade\.csv:2: .* is Q, which is no grade/,
  ],
  ['run --essays good --anchors anchors-twice.csv', 2, /a\.txt/],
  ['run --essays good --anchors anchors-empty.csv', 2, /is empty/],
  ['run --essays good --anchors anchors-ragged.csv', 2, /not valid CSV/],
  ['run --essays good --quality quality-text.csv', 2, /not a number/],
  ['run --essays good --quality quality-unknown.csv', 2, /no text of the folder/],
  ['project missing.csv --scale swedish_8_anchor', 2, /does not exist/],
  ['project ranking.csv', 2, /--scale is missing\.\n {2}Name the grade scale, for example --scale swedish/],
  ['project ranking.csv --scale no_scale', 2, /no_scale/],
  ['project ranking.csv --scale swedish_8_anchor', 2, /cannot be projected/],
  ['project ranking-text.csv --scale swedish_8_anchor', 2, /not a number/],
  ['project ranking-no-score.csv --scale swedish_8_anchor', 2, /no column score/],
  ['project ranking-twice.csv --scale swedish_8_anchor', 2, /twice/],
  ['fit -', 2, /FILE is empty, or - for standard input, which is not read/],
  ['init good', 2, /is there already|is a folder/],
  ['init nowhere/new.yaml', 2, /^cjsim: There is no folder nowhere: nowhere\/new\.yaml\.$/m],
  [
    'run good',
    2,
    /^cjsim: good is a folder, not a file\.\n {2}Give .* cjsim run --essays DIR runs the essays/,
  ],
  ['run ./good', 2, /^cjsim: \.\/good is a folder, not a file\.\n {2}Give .* cjsim run --essays DIR /],
  [
    'sql SELECT world.db',
    2,
    /with world\.db\.\n {2}The file of a world stands behind --db: --db world\.db\./,
  ],
  ['sql world.db SELECT', 2, /with SELECT\.\n {2}The file of a world stands behind --db: --db world\.db\./],
  ['scenarios shwo', 2, /shwo/],
  ['scenarios show', 2, /NAME is missing\.\n {2}Name a scenario: cjsim scenarios show eng5\./],
  ['defects show', 2, /NAME is missing\.\n {2}Name a defect: cjsim defects show /],
  ['sweep merge good', 2, /--out is missing\.\n {2}Name the folder that takes the whole\./],
  ['scenarios show no-such', 2, /no scenario no-such/],
];

const DATABASES: readonly Case[] = [
  ['inspect', 2, /no world here yet/],
  ['inspect --db missing.db', 2, /no database missing\.db/],
  ['inspect --db text.db', 2, /no cjsim database/],
  ['inspect --db good', 2, /no cjsim database/],
  ['inspect --db world.db --batch 77', 2, /no batch 77/],
  ['inspect --db world.db --view scores', 2, /--view knows no scores/],
  ['inspect --db world.db --limit 0', 2, /--limit must be at least 1/],
  ['explain --db world.db --batch nobody', 2, /no batch nobody/],
  ['logs --db world.db --level loud', 2, /--level knows no loud/],
  ['logs --db world.db --tail -1', 2, /--tail must be at least 0/],
  ['trace --db world.db --from first', 2, /--from must be a whole number/],
  ['trace --db world.db --from 0', 2, /at least 1/],
  ['delete 1', 2, /--db is missing\.\n {2}Deleting needs --db FILE: /],
  ['sql SELECT --write', 2, /--db is missing\.\n {2}Writing needs --db FILE: /],
  ['fork world.db', 2, /--at is missing\.\n {2}Say where: --at 120, /],
  ['repro', 2, /FILE is missing\.\n {2}Name a case: cjsim repro /],
  ['blame', 2, /CASE is missing\.\n {2}Name a case: cjsim blame /],
  ['delete --db world.db', 2, /cjsim delete --help/],
  ['delete one --db world.db', 2, /no batch id/],
  ['delete 77 --db world.db', 2, /no batch 77/],
  ['sql --db world.db', 2, /no SQL statement/],
  ['run four-essays --db world.db', 2, /holds a world already/],
  ['run four-essays --db text.db', 2, /no cjsim database/],
  ['run four-essays --db nowhere/new.db', 2, /cannot be opened/],
  ['run four-essays --db good', 2, /no cjsim database/],
];

const STATEMENTS: readonly Case[] = [
  ['SELEC 1', 2, /syntax error/],
  ['SELECT * FROM no_such_table', 2, /no such table/],
  ['DELETE FROM cj_batch_uploads', 2, /Add --write/],
  ['INSERT INTO sim_contents VALUES (1, 2) RETURNING *', 2, /Add --write/],
  ['COMMIT', 2, /COMMIT has no place here/],
  ["ATTACH 'other.db' AS other", 2, /Add --write/],
  ['\\d no_such_table', 2, /no table no_such_table/],
  ['\\copy x', 2, /not known here/],
  [';;', 2, /no SQL statement/],
  [
    'SELECT 1; selec',
    2,
    /^cjsim: Statement 2 of 2, selec: SQL: near "selec".*\n {2}Nothing of the others is shown\. /m,
  ],
  ['SELECT 1; DROP TABLE x', 2, /Statement 2 of 2/],
];

async function expectFault(words: readonly string[], code: number, says: RegExp): Promise<void> {
  const before = readdirSync(folder);
  const ran = await cjsim(words);
  expect(ran.err).toMatch(says);
  expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
  expect(ran.err).not.toMatch(/\n\s+at |node:|undefined|\[object|bug of cjsim/);
  expect(ran.err).toMatch(/^(Reading .*\n)?cjsim: .*\n( {2}.*\n)?$/);
  expect(readdirSync(folder)).toEqual(before);
}

for (const [name, cases] of Object.entries({ flags: FLAGS, files: FILES, databases: DATABASES })) {
  describe(`one sentence for wrong ${name}`, () => {
    test.each(cases)('cjsim %s', (line, code, says) => expectFault(line.split(' '), code, says));
  });
}

describe('one sentence for wrong statements', () => {
  test.each(STATEMENTS)('cjsim sql "%s"', (statement, code, says) =>
    expectFault(['sql', statement, '--db', 'world.db'], code, says),
  );
});

test('a second statement is named whole, also one with commas', () =>
  expectFault(
    ['sql', 'SELECT 1', 'SELECT id, status FROM cj_batch_uploads', '--db', 'world.db'],
    2,
    /sql does not know what to do with SELECT id, status FROM cj_batch_uploads\./,
  ));
