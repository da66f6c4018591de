/** Bad input: one clear sentence, the right exit code, no stack, nothing half written (10, "Exit codes"). */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

beforeAll(async () => {
  mkdirSync('essays');
  mkdirSync('none');
  mkdirSync('latin');
  mkdirSync('blank');
  mkdirSync('huge');
  writeFileSync('essays/a.txt', 'One essay.');
  writeFileSync('essays/b.txt', 'Another essay.');
  writeFileSync('essays/c.txt', 'A third essay.');
  writeFileSync('latin/a.txt', Buffer.from([0x66, 0xf6, 0x72, 0x20, 0xe5]));
  writeFileSync('blank/a.txt', ' \n');
  writeFileSync('huge/a.txt', Buffer.alloc(11 * 1024 * 1024, 97));
  writeFileSync('empty.yaml', '');
  writeFileSync('list.yaml', '- 1\n- 2\n');
  writeFileSync('broken.yaml', 'essays: {generate: {count: 5}\n');
  writeFileSync('typo.yaml', 'essays: {generate: {count: 5}}\nsettings: {MAX_PAIRWISE_COMPARISON: 5}\n');
  writeFileSync('negative.yaml', 'essays: {generate: {count: -5}}\n');
  writeFileSync('nan.yaml', 'essays: {list: [{id: a, ability: .nan}, {id: b, ability: 1}]}\n');
  writeFileSync('twice.yaml', 'essays: {list: [{id: a, ability: 1}, {id: a, ability: 1}]}\n');
  writeFileSync('batches.yaml', 'essays: {generate: {count: 3}}\nbatches: [{id: 1}, {id: 1}]\n');
  writeFileSync('binary.yaml', Buffer.from([0xff, 0xfe, 0x00, 0x01]));
  writeFileSync('foreign.db', 'this is no database, and long enough to be read as one '.repeat(20));
  writeFileSync('nogrades.csv', 'file\na.txt\n');
  writeFileSync('offscale.csv', 'file,grade\na.txt,Z\n');
  writeFileSync('missing.csv', 'file,grade\nnothere.txt,A\n');
  writeFileSync('empty.csv', '');
  writeFileSync('ranking.csv', 'id,score,se\na,1,0.1\nb,2,0.1\n');
  writeFileSync('text.csv', 'id,score,se\na,high,0.1\nb,2,0.1\n');
  writeFileSync('noscore.csv', 'id,se\na,0.1\n');
  writeFileSync('judge.mjs', 'export default 5;');
  writeFileSync('broken.mjs', 'export default {');
  await typed(['run', 'lower5', '--db', 'world.db']);
  await typed(['run', 'lower5']);
});

const CASES: readonly (readonly [line: string, says: RegExp])[] = [
  // commands and flags
  ['rum', /rum/],
  ['run eng5 --polcy current', /polcy/],
  ['run eng5 --policy 2025', /policy/],
  ['run eng5 --policy', /policy/],
  ['run eng5 --defect nope', /nope/],
  ['run eng5 --schedule lifo', /lifo/],
  ['run eng5 --judge nobody', /nobody/],
  ['run eng5 --judge ./nothere.mjs', /nothere/],
  ['run lower5 --judge ./judge.mjs', /judge/],
  ['run lower5 --judge ./broken.mjs', /broken/],
  ['run eng5 --max-comparisons 0', /at least 1/],
  ['run eng5 --max-comparisons -5', /at least 1/],
  ['run eng5 --max-comparisons 1.5', /whole number/],
  ['run eng5 --max-comparisons NaN', /whole number/],
  ['run eng5 --max-comparisons 1e400', /whole number/],
  ['run eng5 --max-comparisons ten', /whole number/],
  ['run eng5 --batches 0', /batches/],
  ['run eng5 --batches 99999999999', /batches/],
  ['run eng5 --fault nonsense', /nonsense/],
  ['run eng5 --fault drop-callback:2', /drop-callback/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISON=5', /MAX_PAIRWISE_COMPARISON/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISONS=0', /MAX_PAIRWISE_COMPARISONS/],
  ['run eng5 --set MAX_PAIRWISE_COMPARISONS=many', /MAX_PAIRWISE_COMPARISONS/],
  ['run eng5 --set SCORE_STABILITY_THRESHOLD=-1', /SCORE_STABILITY_THRESHOLD/],
  ['run eng5 --set MIN_SUCCESS_RATE_THRESHOLD=2', /MIN_SUCCESS_RATE_THRESHOLD/],
  ['run eng5 --set nothing', /=/],
  ['run eng5 --set =5', /=/],
  ['run eng5 --set PAIR_MATCHING_STRATEGY=best', /best/],
  // scenarios
  ['run nope', /nope/],
  ['run ./nothere.yaml', /nothere/],
  ['run ./empty.yaml', /empty/],
  ['run ./list.yaml', /list\.yaml/],
  ['run ./broken.yaml', /broken\.yaml/],
  ['run ./typo.yaml', /typo\.yaml:2:\d+: .*did you mean MAX_PAIRWISE_COMPARISONS/],
  ['run ./negative.yaml', /count/],
  ['run ./nan.yaml', /ability/],
  ['run ./twice.yaml', /twice\.yaml/],
  ['run ./batches.yaml', /batches\.yaml/],
  ['run ./binary.yaml', /UTF-8/],
  ['run ./essays', /./],
  ['scenarios show nope', /nope/],
  ['scenarios list', /list/],
  ['init world.db', /there already/],
  // own essays
  ['run eng5 --essays essays', /--essays/],
  ['run --anchors offscale.csv', /--essays/],
  ['run --essays nothere', /nothere/],
  ['run --essays none', /none/],
  ['run --essays latin', /UTF-8/],
  ['run --essays blank', /empty/],
  ['run --essays huge', /MiB|MB|large/],
  ['run --essays essays --anchors nothere.csv', /nothere\.csv/],
  ['run --essays essays --anchors nogrades.csv', /grade/],
  ['run --essays essays --anchors offscale.csv --scale swedish_8_anchor', /"?Z"?/],
  ['run --essays essays --anchors missing.csv --scale swedish_8_anchor', /nothere\.txt/],
  ['run --essays essays --anchors empty.csv', /empty/],
  ['run --essays essays --scale nope', /nope/],
  // databases
  ['explain --db nothere.db', /nothere\.db/],
  ['explain --db foreign.db', /foreign\.db/],
  ['inspect --db essays', /essays/],
  ['run lower5 --db world.db', /world\.db/],
  ['run lower5 --db foreign.db', /foreign\.db/],
  ['run lower5 --db nothere/world.db', /nothere/],
  ['explain --batch 99', /99/],
  ['inspect --view grades', /grades/],
  ['inspect --limit -1', /limit/],
  ['logs --level loud', /loud/],
  ['logs --tail x', /tail/],
  ['trace --from 0', /from/],
  ['delete 1', /--db/],
  ['delete 7 --db world.db', /7/],
  ['delete one --db world.db', /one/],
  // SQL
  ['sql', /SQL/],
  ['sql SELEC', /SQL/],
  ['sql \\x', /\\x/],
  // the projector
  ['project ranking.csv', /--scale/],
  ['project ranking.csv --scale nope', /nope/],
  ['project nothere.csv --scale swedish_8_anchor', /nothere/],
  ['project text.csv --scale swedish_8_anchor', /score/],
  ['project noscore.csv --scale swedish_8_anchor', /score/],
  ['project ranking.csv --scale swedish_8_anchor', /too_few|no_anchors|anchors/],
  ['eng5-runner --mode delete', /delete/],
  ['eng5-runner --completion-timeout 0', /completion-timeout/],
];

describe('each is one sentence that names what is wrong', () => {
  test.each(CASES)('cjsim %s', async (line, says) => {
    const before = readdirSync('.').sort();
    const { code, out, err } = await typed(line.split(' '));
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n\s+at |bug of cjsim/);
    expect(out).toBe('');
    expect(code).toBe(2);
    expect(readdirSync('.').sort()).toEqual(before);
  });
});

test('a database that is refused is not changed', () => {
  expect(existsSync('foreign.db-wal')).toBe(false);
});
