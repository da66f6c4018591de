/** Files that resume, step and replay are given: finished, foreign, newer, damaged, empty. What is refused stays as it is. */
import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/store/better-sqlite3.js';
import { openFile } from '../../src/store/better-sqlite3-driver.js';
import { openStore } from '../../src/store/store.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

beforeAll(async () => {
  await typed(['run', 'lower5', '--quiet', '--db', 'whole.db', '--trace', 'whole.ndjson']);
  await typed(['run', 'lower5', '--quiet', '--db', 'half.db', '--until', '30']);
}, 180_000);

function copied(path: string, change: (database: BetterSqlite3.Database) => void): void {
  copyFileSync('half.db', path);
  const database = new Database(path);
  change(database);
  database.close();
}

const MADE: Readonly<Record<string, (path: string) => void>> = {
  foreign: (path) => new Database(path).exec('create table x (a)').close(),
  newer: (path) => copied(path, (db) => db.exec("insert into kysely_migration values ('0005-next', 'x')")),
  version: (path) => copied(path, (db) => db.exec("update sim_header set program_version = '9.9.9'")),
  json: (path) => copied(path, (db) => db.exec("update sim_queue set payload = '{cut'")),
  overwritten: (path) => {
    const bytes = readFileSync('half.db');
    bytes.fill(0xa5, 8192, 16_384);
    writeFileSync(path, bytes);
  },
  cut: (path) => {
    copyFileSync('half.db', path);
    truncateSync(path, 20_000);
  },
  headless: (path) => {
    const bytes = readFileSync('half.db');
    writeFileSync(path, bytes.fill(0, 0, 100));
  },
  empty: (path) => writeFileSync(path, ''),
  text: (path) => writeFileSync(path, 'no database\n'),
};

describe.each([
  ['foreign', /^cjsim: .* is no cjsim database; it was left as it is\.$/],
  [
    'newer',
    /^cjsim: .* was written by a newer cjsim \(it has the migration 0005-next\); it was left as it is\.$/,
  ],
  ['version', /^cjsim: The world in .* was made by cjsim 9\.9\.9, and this is .*\.$/],
  ['json', /^cjsim: The database .*json\.db is damaged\.$/],
  ['overwritten', /^cjsim: The database .*overwritten\.db is damaged\.$/],
  ['cut', /^cjsim: The database .*cut\.db is damaged\.$/],
  ['headless', /^cjsim: .* is no cjsim database; it was left as it is\.$/],
  ['empty', /^cjsim: .* is empty: it holds no world\.$/],
  ['text', /^cjsim: .* is no cjsim database; it was left as it is\.$/],
])('a file that is %s', (name, says) => {
  const path = `${name}.db`;
  beforeAll(() => MADE[name]?.(path));

  test.each(['resume', 'step'])('is refused by %s in one sentence, and stays as it is', async (command) => {
    const before = readFileSync(path);
    const { code, out, err } = await typed([command, path]);
    const lines = err.split('\n').filter((line) => !line.startsWith('Going on with'));
    expect(lines[0]).toMatch(says);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

test.each([
  ['delete', '1'],
  ['sql', '--write', 'DELETE FROM cj_batch_uploads'],
])('an empty file stays empty under %s %s', async (...words) => {
  MADE['empty']?.('still-empty.db');
  const { code, err } = await typed([...words, '--db', 'still-empty.db']);
  expect(err).toContain('cjsim: still-empty.db is empty: it holds no world.\n');
  expect(code).toBe(2);
  expect(readFileSync('still-empty.db')).toHaveLength(0);
});

test('a finished world is told as it stands, and stays as it is', async () => {
  const before = readFileSync('whole.db');
  const resumed = await typed(['resume', 'whole.db', '--quiet']);
  expect(resumed.err).toBe('The world in whole.db has ended after step 64: no step is left.\n');
  expect(resumed).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{64}\n$/) });
  expect(await typed(['step', 'whole.db'])).toMatchObject({ code: 0, out: '', err: resumed.err });
  expect((await typed(['resume', 'whole.db'])).out).toContain('64 steps (finished)');
  expect(await typed(['resume', 'whole.db', '--until', '3'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('The world is past that: it stands at step 64'),
  });
  expect(readFileSync('whole.db').equals(before)).toBe(true);
});

test('a file that a run left before its first step is told so, and another run may take it', async () => {
  copied('before.db', (db) => db.exec('delete from sim_header'));
  for (const words of [
    ['resume', 'before.db'],
    ['diff', 'whole.db', 'before.db'],
  ]) {
    const { code, err } = await typed(words);
    expect(err).toContain('cjsim: before.db holds no run: it is empty, or was left before its first step.');
    expect(code).toBe(2);
  }
  const fresh = openFile('fresh.db');
  openStore(fresh).driver.close();
  expect(await typed(['run', 'lower5', '--quiet', '--db', 'fresh.db'])).toMatchObject({ code: 0 });
  expect((await typed(['run', 'lower5', '--quiet', '--db', 'fresh.db'])).err).toContain(
    'The database fresh.db holds a world already.',
  );
});

test('a damaged world is named by whatever reads it', async () => {
  MADE['cut']?.('cut-again.db');
  const { code, err } = await typed(['explain', '--db', 'cut-again.db']);
  expect(err).toContain('cjsim: The database cut-again.db is damaged.');
  expect(code).toBe(2);
});

test.each([
  ['diff', 'cut-too.db', 'whole.db'],
  ['diff', 'whole.db', 'cut-too.db'],
  ['run', 'lower5', '--db', 'cut-too.db'],
  ['delete', '1', '--db', 'cut-too.db'],
  ['cancel', '1', '--db', 'cut-too.db'],
])('a damaged world is named by %s %s %s', async (...words) => {
  MADE['cut']?.('cut-too.db');
  const { code, err } = await typed(words);
  expect(err).toBe(
    'cjsim: The database cut-too.db is damaged.\n  Take a copy from before the damage, or run its scenario again; a copy of a world that was running needs cut-too.db-wal beside it.\n',
  );
  expect(code).toBe(2);
});

test.each([['run', 'lower5'], ['delete', '1'], ['cancel', '1'], ['inspect']])(
  'a device is no database for %s',
  async (...words) => {
    const { code, err } = await typed([...words, '--db', '/dev/null']);
    expect(err).toContain('/dev/null is a device or a pipe and no cjsim database; it was left as it is.\n  ');
    expect(code).toBe(2);
  },
);

describe('a trace that is replayed', () => {
  const lines = () => readFileSync('whole.ndjson', 'utf8').split('\n');

  test('and breaks off within a line is refused with the line', async () => {
    writeFileSync('within.ndjson', [...lines().slice(0, 12), lines()[12]?.slice(0, 40)].join('\n'));
    const { code, err } = await typed(['replay', 'within.ndjson']);
    expect(err).toContain(
      'cjsim: Line 13 of within.ndjson is no record: the trace is damaged or breaks off there.',
    );
    expect(code).toBe(2);
  });

  test.each(['3', '{}', '{"batches":[],"settings":{}}', '{"batches":[],"judge":{}}'])(
    'is none with the plan %s',
    async (plan) => {
      const [, ...records] = lines();
      writeFileSync('no-plan.ndjson', [`{"trace_version":1,"plan":${plan}}`, ...records].join('\n'));
      for (const words of [['replay'], ['fork', '--at', '2']]) {
        const { code, err } = await typed([...words, 'no-plan.ndjson']);
        expect([code, err]).toEqual([2, expect.stringContaining('is neither a world nor a trace.')]);
      }
    },
  );

  test.each([2, '1', { major: 1 }])('is of version %j, which is not read', async (version) => {
    const other = JSON.stringify(version);
    writeFileSync(
      'other.ndjson',
      lines().join('\n').replace('"trace_version":1', `"trace_version":${other}`),
    );
    for (const words of [['replay'], ['fork', '--at', '2', '--db', 'not-made.db']]) {
      const { code, out, err } = await typed([...words, 'other.ndjson']);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`other.ndjson is a trace of version ${other}, and this cjsim reads version 1.`);
    }
    expect(existsSync('not-made.db')).toBe(false);
  });

  test('has no record that names no actor', async () => {
    writeFileSync('bare.ndjson', [lines()[0], '{"n":1}'].join('\n'));
    expect(await typed(['replay', 'bare.ndjson'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Line 2 of bare.ndjson is no record') as string,
    });
  });

  test('and breaks off after a line is verified so far', async () => {
    writeFileSync('after.ndjson', lines().slice(0, 12).join('\n'));
    const { code, out, err } = await typed(['replay', 'after.ndjson']);
    expect(err).toContain('It breaks off after step 11: its end is not verified.');
    expect(out).toMatch(/^The same, record by record: 11 steps/);
    expect(code).toBe(0);
  });

  test('and was copied through Windows is the same trace, to replay, to fork and to write over', async () => {
    writeFileSync('copied.ndjson', `\ufeff${lines().join('\r\n')}`);
    const { code, out } = await typed(['replay', 'copied.ndjson']);
    expect(out).toMatch(/^The same, record by record: 64 steps/);
    expect(code).toBe(0);
    expect(
      (await typed(['fork', 'copied.ndjson', '--at', '9', '--quiet', '--db', 'from-copy.db'])).code,
    ).toBe(0);
    expect((await typed(['inspect', '--db', 'copied.ndjson'])).err).toContain(
      'copied.ndjson is a trace and no',
    );
    expect((await typed(['run', 'lower5', '--quiet', '--no-keep', '--trace', 'copied.ndjson'])).code).toBe(0);
    expect(readFileSync('copied.ndjson', 'utf8')).toBe(readFileSync('whole.ndjson', 'utf8'));
  });

  test('and was formatted anew is told how it differs', async () => {
    const [header = '', first = '', ...rest] = lines();
    writeFileSync('spaced.ndjson', [header, first.replace('{', '{ '), ...rest].join('\n'));
    expect((await typed(['replay', 'spaced.ndjson'])).out).toMatch(
      /^Differs at step 1: .*\n {2}Both say the same: only the spaces or the order of keys differ\.\n$/,
    );
  });

  test('and ends with another outcome is told so', async () => {
    writeFileSync(
      'other.ndjson',
      lines()
        .join('\n')
        .replace(/"trace_digest":"../, '"trace_digest":"zz'),
    );
    const { code, out } = await typed(['replay', 'other.ndjson']);
    expect(out).toMatch(/^The same, record by record: 64 steps; but its outcome says trace digest zz/);
    expect(code).toBe(1);
  });
});

test.each(['inspect', 'explain', 'check', 'logs', 'metrics', 'trace', 'ps', 'replay', 'resume', 'step'])(
  '%s takes the name of a world with --db and without',
  async (command) => {
    expect(await typed([command, 'whole.db'])).toEqual(await typed([command, '--db', 'whole.db']));
    const { code, err } = await typed([command, 'whole.db', '--db', 'whole.db']);
    expect(err).toContain('FILE and --db both name a world');
    expect(code).toBe(2);
  },
);

test('logs --tail shows the last lines and says how many there are', async () => {
  const logs = async (...flags: readonly string[]) => {
    const { out, err } = await typed(['logs', '--db', 'whole.db', ...flags]);
    return { lines: out.split('\n').slice(0, -1), note: err.split('\n')[1] };
  };
  const { lines, note } = await logs();
  expect(note).toBe('30 lines of level info and above');
  const tails: readonly (readonly [count: string, note: string])[] = [
    ['0', '0 of 30 lines of level info and above'],
    ['2', '2 of 30 lines of level info and above'],
    ['99', '30 lines of level info and above'],
  ];
  for (const [count, said] of tails) {
    expect(await logs('--tail', count)).toEqual({
      lines: lines.slice(30 - Math.min(30, Number(count))),
      note: said,
    });
  }
});

test.each([
  ['resume', 'stopped.db'],
  ['step', 'stopped.db', '--steps', '5'],
  ['fork', 'half.db', '--at', '10', '--db', 'stopped.db'],
])('%s that is interrupted ends with 130, and its world goes on to the same digest', async (...words) => {
  rmSync('stopped.db', { force: true });
  if (words[0] !== 'fork') copyFileSync('half.db', 'stopped.db');
  const { code, out, err } = await typed(words, { signal: AbortSignal.abort() });
  expect([code, out]).toEqual([130, '']);
  expect(err).toMatch(/\nInterrupted\. To go on: cjsim resume stopped\.db\n$/);
  expect((await typed(['resume', 'stopped.db', '--quiet'])).out).toBe(
    (await typed(['resume', 'whole.db', '--quiet'])).out,
  );
});

test.each(['resume', 'step', 'replay'])(
  '%s of a run that a profile judged takes no module',
  async (command) => {
    expect(await typed([command, 'half.db', '--judge', './any.mjs'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(
        'cjsim: The judge of this run is the profile eng5-lower5: it needs no module.\n  Leave --judge out;',
      ),
    });
  },
);

test('a trace is no world to compare', async () => {
  const { code, err } = await typed(['diff', 'whole.db', 'whole.ndjson']);
  expect(err).toMatch(
    /^cjsim: whole\.ndjson is a trace and no cjsim database; .*\n {2}cjsim replay and cjsim fork read traces/,
  );
  expect(code).toBe(2);
});

test('a filter that lets no record through is told, and flags that do not go together are refused', async () => {
  const none = await typed(['trace', '--db', 'whole.db', '--actor', 'nobody']);
  expect(none).toMatchObject({ code: 0, out: '' });
  expect(none.err).toContain('None of the 64 records matches.\n');
  const both = await typed(['trace', '--db', 'whole.db', '--mermaid', '--chrome']);
  expect(both).toMatchObject({ code: 2, out: '' });
  expect((await typed(['trace', '--db', 'whole.db', '--most', '5'])).err).toContain(
    '--most goes with --mermaid.',
  );
});

describe('a file of an older cjsim', () => {
  /** As it was before the chain had a table of its own. */
  const older = (path: string) =>
    copied(path, (db) =>
      db.exec(`
        alter table sim_header add column chain text not null default '';
        alter table sim_header add column chained_records integer not null default 0;
        update sim_header set (chain, chained_records) = (select chain, chained_records from sim_chain);
        drop table sim_chain;
        alter table sim_header drop column judge_module;
        delete from kysely_migration where name in ('0003-chain-apart', '0004-judge-module')
      `),
    );

  test('is read without being changed', async () => {
    older('older.db');
    const before = readFileSync('older.db');
    const { code, out } = await typed(['explain', '--db', 'older.db']);
    expect(out).toContain('Wave 1 is complete.');
    expect(code).toBe(0);
    expect(readFileSync('older.db').equals(before)).toBe(true);
  });

  test('goes on to the digest of an undisturbed run', async () => {
    older('older-goes-on.db');
    const { code, out } = await typed(['resume', 'older-goes-on.db', '--quiet']);
    expect(code).toBe(0);
    expect(out).toBe((await typed(['resume', 'whole.db', '--quiet'])).out);
  });
});

test.each([
  ['its scenario’s stop', ['run', 'lower5', '--stop-at', '5s'], ['--past-stop'], '20'],
  [
    'the runner’s time-out',
    ['eng5-runner', '--max-comparisons', '20', '--await-completion', '--completion-timeout', '3'],
    [],
    '80',
  ],
])('a world that went on past %s replays and forks', async (name, run, flags, at) => {
  const db = `${name.slice(0, 5).trim()}.db`;
  await typed([...run, '--db', db]);
  const { out: digest } = await typed(['resume', db, ...flags, '--quiet']);
  expect((await typed(['replay', db])).out).toContain('The same, record by record');
  const forked = await typed(['fork', db, '--at', at, '--db', `fork-${db}`, '--quiet']);
  expect(forked.out).toBe(digest);
});

test('a fork says which cancellations from outside it leaves out', async () => {
  await typed(['run', 'four-essays', '--db', 'told.db', '--until', '15', '--quiet']);
  await typed(['cancel', '1', '--db', 'told.db']);
  const left = 'Note: after step 15 the run was told to cancel batch 1; the fork is not.';
  // As long as it is under way no record tells of it.
  for (const at of ['10', '15']) {
    const waiting = await typed(['fork', 'told.db', '--at', at, '--db', `waiting-${at}.db`, '--quiet']);
    expect(waiting.err).toContain(left);
  }
  await typed(['resume', 'told.db', '--quiet']);
  const { err } = await typed(['fork', 'told.db', '--at', '10', '--db', 'untold.db', '--quiet']);
  expect(err).toContain(left);
});

test('a trace whose digest is another is told so', async () => {
  writeFileSync(
    'digest.ndjson',
    readFileSync('whole.ndjson', 'utf8').replace(/"digest":"1:../, '"digest":"1:zz'),
  );
  const { code, out, err } = await typed(['replay', 'digest.ndjson']);
  expect([code, err]).toEqual([1, 'Replaying digest.ndjson\n']);
  expect(out).toMatch(/but its outcome says digest 1:zz/);
});

test('resume writes the trace of the whole run, also of one that has ended', async () => {
  copyFileSync('half.db', 'goes-on.db');
  for (const file of ['first.ndjson', 'again.ndjson']) {
    expect((await typed(['resume', 'goes-on.db', '--trace', file])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(readFileSync('whole.ndjson', 'utf8'));
  }
  expect((await typed(['resume', 'goes-on.db', '--trace', 'goes-on.db'])).err).toContain(
    'goes-on.db is there already, and is no trace.',
  );
});

test('a batch that is named twice is cancelled once, and deleted once', async () => {
  copyFileSync('half.db', 'twice.db');
  const cancelled = await typed(['cancel', '1', '1', '--db', 'twice.db']);
  expect([cancelled.code, cancelled.err]).toEqual([0, 'Told: batch 1. To go on: cjsim resume twice.db\n']);
  const deleted = await typed(['delete', '1', '1', '--force', '--db', 'twice.db']);
  expect([deleted.code, deleted.out]).toEqual([0, 'Deleted batch 1\n']);
});
