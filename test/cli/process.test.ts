/** What only a process shows: signals, pipes, full disks, folders that cannot be written, two runs at once. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/better-sqlite3.js';
import { program, shell } from './running.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjsim process ö '));
  writeFileSync(
    join(folder, 'long.yaml'),
    'essays: { generate: { count: 40 } }\nrequest: { max_comparisons: 700 }\nbatch_count: 40\nsettings: { MAX_PAIRWISE_COMPARISONS: 700 }\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Interrupted {
  readonly code: number | null;
  readonly err: string;
}

/** The signal comes when `isReady` is kept. */
async function interrupted(
  words: readonly string[],
  isReady: () => Promise<unknown>,
  signal: NodeJS.Signals = 'SIGINT',
): Promise<Interrupted> {
  const child = spawn(process.execPath, [...program(), ...words], { cwd: folder });
  let err = '';
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  await isReady();
  child.kill(signal);
  return { code: await ended, err };
}

async function exists(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(1);
}

test('Ctrl-C ends with 130 and the command that goes on from the moment that the database is there', async () => {
  const isReady = () => exists(join(folder, 'long.db'));
  expect(await interrupted(['run', './long.yaml', '--db', 'long.db'], isReady)).toEqual({
    code: 130,
    err: 'Interrupted. To go on: cjsim resume long.db\n',
  });
  const intact = shell('cjsim sql "pragma integrity_check" --db long.db --csv', { folder });
  expect(intact.out).toBe('integrity_check\nok\n');
  expect(shell('cjsim delete 1 --db long.db', { folder }).err).toContain('has not ended');
});

test('Ctrl-C writes the trace so far, and resume the whole one', async () => {
  const isReady = () => exists(join(folder, 'traced.db'));
  const words = ['--trace', 'traced.ndjson'];
  expect((await interrupted(['run', './long.yaml', '--db', 'traced.db', ...words], isReady)).code).toBe(130);
  const replayed = shell('cjsim replay traced.ndjson', { folder });
  expect(replayed.err).toMatch(/It breaks off after step \d+: its end is not verified\.\n$/);
  expect(replayed).toMatchObject({ code: 0, out: expect.stringMatching(/^The same, record by record: /) });
  shell(`cjsim resume traced.db --until 2000 ${words.join(' ')}`, { folder });
  expect(shell('cjsim replay traced.ndjson', { folder }).out).toContain('record by record: 2000 steps');
});

test('Ctrl-C while a fork repeats its run ends with 130 and the command that goes on with the fork', async () => {
  const isReady = () => exists(join(folder, 'forked.db'));
  expect(await interrupted(['fork', 'traced.db', '--at', '2000', '--db', 'forked.db'], isReady)).toEqual({
    code: 130,
    err: 'Forking traced.db after step 2000, with nothing changed\nInterrupted. To go on: cjsim resume forked.db\n',
  });
});

test('Ctrl-C while a fork in memory repeats its run ends it at once', async () => {
  const words = ['fork', 'traced.db', '--at', '2000'];
  const child = spawn(process.execPath, [...program(), ...words], { cwd: folder });
  child.stderr.on('data', () => child.kill('SIGINT'));
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
  expect(existsSync(join(folder, '.cjsim'))).toBe(false);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends a sweep with 130 and the command that goes on',
  async (signal) => {
    const words = ['how-many-comparisons', '--workers', '1', '--replicates', '3', '--out', signal];
    const isReady = () => exists(join(folder, signal, 'cells.ndjson'));
    const { code, err } = await interrupted(['sweep', ...words], isReady, signal);
    expect(code).toBe(130);
    expect(err).toMatch(/\nInterrupted\. To go on: cjsim sweep [^\n]+\n$/);
    expect(err).toContain(`--workers 1 --replicates 3 --out ${signal}\n`);
  },
  60_000,
);

test('a signal that npx passes on once more is the same Ctrl-C', async () => {
  const words = ['how-many-comparisons', '--workers', '1', '--replicates', '3', '--out', 'passed-on'];
  const child = spawn(process.execPath, [...program(), 'sweep', ...words], { cwd: folder });
  let err = '';
  child.stderr.on('data', (data: Buffer) => {
    if (err === '') child.kill('SIGINT');
    err += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  await exists(join(folder, 'passed-on', 'cells.ndjson'));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(err).toMatch(
    /^Interrupted: what is under way [^\n]+ Ctrl-C again ends at once; what is done is kept\.\n\nWrote /,
  );
  expect(err).toMatch(/\nInterrupted\. To go on: cjsim sweep [^\n]+\n$/);
}, 60_000);

test('SIGHUP, which a terminal that is closed sends, ends a run as Ctrl-C does', async () => {
  const isReady = () => exists(join(folder, 'hung-up.db'));
  expect(await interrupted(['run', './long.yaml', '--db', 'hung-up.db'], isReady, 'SIGHUP')).toEqual({
    code: 130,
    err: 'Interrupted. To go on: cjsim resume hung-up.db\n',
  });
});

test('Ctrl-C without --db keeps nothing and says so', async () => {
  let end: Interrupted = { code: null, err: '' };
  // Killed before it could listen, on a busy machine, it left nothing behind: it is tried again, later.
  for (let afterMs = 500; end.code === null && afterMs <= 8000; afterMs *= 2)
    end = await interrupted(['run', './long.yaml'], () => sleep(afterMs));
  expect(end).toEqual({
    code: 130,
    err: 'Interrupted; nothing was kept. With --db FILE a run can go on later.\n',
  });
  expect(existsSync(join(folder, '.cjsim'))).toBe(false);
});

test('Ctrl-C without --db writes the trace so far, and says that nothing else was kept', async () => {
  let end: Interrupted = { code: null, err: '' };
  for (let afterMs = 1000; end.code === null && afterMs <= 8000; afterMs *= 2)
    end = await interrupted(['run', './long.yaml', '--trace', 'only.ndjson'], () => sleep(afterMs));
  expect(end).toEqual({
    code: 130,
    err: 'Interrupted; only the trace so far was kept, in only.ndjson. With --db FILE a run can go on later.\n',
  });
  const replayed = shell('cjsim replay only.ndjson', { folder });
  expect(replayed.err).toMatch(/It breaks off after step \d+: its end is not verified\.\n$/);
  expect(replayed).toMatchObject({ code: 0, out: expect.stringMatching(/^The same, record by record: /) });
}, 180_000);

test('Ctrl-C ends a run whose judge is still at work', async () => {
  const slow =
    "import { writeFileSync } from 'node:fs';\nexport default { compare() { writeFileSync('asked', ''); return new Promise((resolve) => setTimeout(resolve, 60_000)); } };\n";
  writeFileSync(join(folder, 'slow.mjs'), slow);
  const words = ['run', 'four-essays', '--judge', './slow.mjs', '--db', 'slow.db'];
  expect(await interrupted(words, () => exists(join(folder, 'asked')))).toEqual({
    code: 130,
    err: 'Interrupted. To go on: cjsim resume slow.db\n',
  });
}, 30_000);

test('a judge that never answers ends the run with one sentence', () => {
  writeFileSync(join(folder, 'never.mjs'), 'export default { compare: () => new Promise(() => {}) };\n');
  expect(shell('cjsim run four-essays --judge ./never.mjs --no-keep', { folder })).toEqual({
    code: 1,
    out: '',
    err: 'cjsim: What the judge promised never came: nothing is left that could settle it.\n',
  });
});

test.each([
  ['in compare', 'export default { compare() { process.exit(0); } };\n'],
  ['as it is loaded', 'process.exit(0);\n'],
])('a judge that ends the process %s is told with one sentence', (_, text) => {
  writeFileSync(join(folder, 'leaves.mjs'), text);
  const ran = shell('cjsim run lower5 --judge ./leaves.mjs --db leaves.db', { folder });
  expect(ran).toEqual({
    code: 1,
    out: '',
    err: "cjsim: The judge's module ended the process (process.exit): the command was broken off.\n",
  });
  rmSync(join(folder, 'leaves.db'), { force: true });
});

test('sql waits for what a program writes to it late', async () => {
  const none = shell('cjsim run lower5 --quiet --db asked.db', { folder });
  expect(none.code).toBe(0);
  const child = spawn(process.execPath, [...program(), 'sql', '--db', 'asked.db', '--csv'], { cwd: folder });
  let out = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  // It says what it reads once it has its statements, and so cannot be waited for.
  await sleep(1000);
  child.stdin.end('select count(*) as n from cj_batch_uploads');
  expect([await ended, out]).toEqual([0, 'n\n1\n']);
});

test('what a judge prints stands beside the result, on standard error', () => {
  const judge =
    "console.log('loaded'); console.info('so'); console.dir({ far: 1 }); export default { compare: () => (console.log('asked'), { winner: 'essay_a', confidence: 1, justification: '' }) };\n";
  writeFileSync(join(folder, 'prints.mjs'), judge);
  const words = 'run four-essays --judge ./prints.mjs --no-keep --quiet';
  const { out, err } = shell(`cjsim ${words}`, { folder });
  expect(out).toMatch(/^[0-9a-f]{64}\n$/);
  expect(err).toMatch(/^loaded\nso\n\{ far: 1 \}\n(asked\n)+$/);
});

test('a promise that a judge forgets ends with one sentence, too', () => {
  const judge = `export default { compare: () => { Promise.reject(new Error('forgotten')); return { winner: 'essay_a', confidence: 1, justification: '' }; } };`;
  writeFileSync(join(folder, 'forgets.mjs'), judge);
  const { code, err } = shell('cjsim run four-essays --judge ./forgets.mjs --no-keep --quiet', { folder });
  expect(code).toBe(1);
  expect(err).toBe('cjsim: An error outside of the run, in a timer or a promise of a judge: forgotten.\n');
});

test('a pipe that is closed early ends silently with 0, and a large result is not cut', () => {
  const early = shell('cjsim run eng5 --json --no-keep | head -1; echo $PIPESTATUS', { folder });
  expect(early).toEqual({ code: 0, out: '{\n0\n', err: '' });
  const whole = shell('cjsim run eng5 --json --no-keep | cat', { folder });
  expect(Object.keys(JSON.parse(whole.out))).toContain('digest');
});

test('the log of the world that was kept before goes only when another world takes its place', () => {
  const own = mkdtempSync(join(folder, 'kept '));
  mkdirSync(join(own, '.cjsim'));
  writeFileSync(join(own, '.cjsim', 'last.db-wal'), 'steps');
  const full = shell('ulimit -f 5; TMPDIR=/dev/null cjsim run lower5 --quiet', { folder: own });
  expect(full).toMatchObject({ code: 0, err: 'Note: the world was not kept: no folder can be written.\n' });
  expect(readdirSync(join(own, '.cjsim'))).toEqual(['last.db-wal']);
  expect(shell('cjsim run lower5 --quiet', { folder: own })).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(join(own, '.cjsim'))).toEqual(['last.db']);
});

test('a file in the place of the folder for worlds takes no result away', () => {
  const own = mkdtempSync(join(folder, 'taken '));
  writeFileSync(join(own, '.cjsim'), '');
  const { code, out, err } = shell('TMPDIR="$PWD/tmp" cjsim run lower5 --quiet', { folder: own });
  expect([code, out]).toEqual([0, expect.stringMatching(/^[0-9a-f]{64}\n$/)]);
  expect(err).toMatch(/^Note: this folder cannot be written; the world is in .*last\.db\.\n$/);
});

test('a full disk is one sentence and no half file', () => {
  expect(shell('cjsim run four-essays --no-keep > /dev/full', { folder })).toEqual({
    code: 1,
    out: '',
    err: 'cjsim: Standard output cannot be written: the disk is full.\n',
  });
  const trace = shell('cjsim run four-essays --no-keep --trace /dev/full', { folder });
  expect(trace).toEqual({
    code: 1,
    out: '',
    err: 'cjsim: The disk is full: /dev/full could not be written.\n  Free space there, then give the same command again.\n',
  });
  const kept = shell('cjsim run four-essays --db kept.db --trace /dev/full', { folder });
  expect(kept.err).toContain('then cjsim resume kept.db --trace /dev/full writes it.\n');
});

test('a world that found no space is named, with how to go on, and goes on from there', () => {
  const limited = shell('ulimit -f 300; cjsim run eng5 --quiet --db large.db', { folder });
  expect(limited).toEqual({
    code: 1,
    out: '',
    err: 'cjsim: The disk reports an error: large.db could not be written.\n  Free space there; then cjsim resume large.db goes on with it.\n',
  });
  const { out } = shell('cjsim resume large.db --quiet; cjsim run eng5 --quiet --no-keep', { folder });
  expect(out).toMatch(/^([0-9a-f]{64})\n\1\n$/);
  expect(shell('ulimit -f 5; cjsim run eng5 --quiet --db none.db', { folder })).toMatchObject({
    code: 1,
    err: expect.stringContaining(
      'none.db could not be written.\n  Free space there, then give the same command again.',
    ),
  });
});

test('a world that another process goes on with is named', () => {
  shell('cjsim run four-essays --quiet --db used.db --until 5', { folder });
  const other = new Database(join(folder, 'used.db'));
  other.exec('begin immediate');
  const refused = shell('cjsim resume used.db --quiet', { folder });
  other.close();
  expect(refused).toEqual({
    code: 2,
    out: '',
    err: 'Going on with used.db\ncjsim: Another process is writing to used.db.\n  Give the command again when the other has ended.\n',
  });
});

test('without HOME, in another locale and time zone, the digest is the same', () => {
  const plain = shell('cjsim run four-essays --quiet --no-keep', { folder });
  const strange = { HOME: undefined, LANG: 'sv_SE.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia' };
  expect(shell('cjsim run four-essays --quiet --no-keep', { folder, env: strange })).toEqual(plain);
  expect(plain.out).toMatch(/^[0-9a-f]{64}\n$/);
});

test('help is English in every locale', () => {
  const env = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
  expect(shell('cjsim --help', { folder, env }).out).toContain('Run a scenario, or your own essays');
  expect(shell('cjsim run --hepl', { folder, env }).err).toContain('did you mean --help?');
});

test('where the folder cannot be written the world is kept elsewhere, said so, and found again', () => {
  const { out, err } = shell('cd /proc && cjsim run four-essays --quiet && cjsim ps --json', { folder });
  expect(err).toMatch(/^Note: this folder cannot be written; the world is in (\S+)\.\nReading \1\n$/);
  expect(out).toContain('huleedu_cj_assessment_service');
});

test('of a world in this folder and one that was kept elsewhere the newer is read', () => {
  const own = mkdtempSync(join(folder, 'newer '));
  const here = 'cjsim run lower5 --quiet > /dev/null';
  const elsewhere = `: > .cjsim; ${here}; rm .cjsim`;
  const reading = 'cjsim ps > /dev/null';
  const line = `export TMPDIR="$PWD/tmp"
    ${elsewhere}; ${here}; ${reading}
    mv .cjsim older; ${elsewhere}; mv older .cjsim; ${reading}`;
  const { code, err } = shell(line, { folder: own });
  expect(code).toBe(0);
  const read = err.split('\n').filter((said) => said.startsWith('Reading '));
  expect(read).toEqual(['Reading .cjsim/last.db', expect.stringMatching(/^Reading .*\/tmp\/.*last\.db$/)]);
});

test('a world that another user put into the temporary folder is not read', () => {
  const own = mkdtempSync(join(folder, 'foreign '));
  const line = `export TMPDIR="$PWD/tmp"; : > .cjsim; cjsim run lower5 --quiet > /dev/null; cjsim ps
    chown 65534 "$(find tmp -name last.db)" && cjsim ps`;
  const { code, err } = shell(line, { folder: own });
  expect(code).not.toBe(0);
  if (process.getuid?.() === 0) expect(err.split('\n')).toContain('cjsim: There is no world here yet.');
});

test('where the current folder is gone a command says so', () => {
  const gone = 'mkdir gone && cd gone && rmdir ../gone';
  expect(shell(`${gone}; cjsim run lower5 --quiet`, { folder })).toEqual({
    code: 2,
    out: '',
    err: 'cjsim: The folder that this command is given in is not there any more.\n',
  });
});

test('a Node that may load no native part is told with one sentence', () => {
  expect(shell('NODE_OPTIONS=--no-addons cjsim run lower5 --quiet', { folder })).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(
      /^cjsim: better-sqlite3(-13)?, which holds the worlds, has a native part, and this Node may load none\.\n {2}Leave --no-addons out; [^\n]+\n$/,
    ),
  });
});

test('two runs at once in one folder leave one whole world', () => {
  const two = shell(
    'cjsim run four-essays --quiet & cjsim run lower5 --quiet & wait; cjsim check > /dev/null',
    {
      folder,
    },
  );
  expect(two).toMatchObject({ code: 0, err: 'Reading .cjsim/last.db\n' });
  expect(readdirSync(join(folder, '.cjsim'))).toEqual(['last.db']);
});

test('reading a world leaves no file beside it', () => {
  const line = 'cjsim run four-essays --quiet --db read.db > /dev/null && cjsim ps --db read.db > /dev/null';
  expect(shell(line, { folder }).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('read.db'))).toEqual(['read.db']);
});

test('NO_COLOR and pipes give no colours, FORCE_COLOR gives them', () => {
  const line = 'cjsim run four-essays --no-keep';
  expect(shell(line, { folder, env: { FORCE_COLOR: undefined } }).out).not.toContain('\u001b');
  expect(shell(line, { folder, env: { FORCE_COLOR: '1' } }).out).toContain('\u001b[');
});

test('statements come from standard input too', () => {
  const line = 'cjsim run four-essays --quiet >/dev/null; echo "SELECT 1 AS one;" | cjsim sql --csv';
  expect(shell(line, { folder }).out).toBe('one\n1\n');
});
