/** What the system says of a file, as it is told. */
import { expect, test } from 'vitest';
import { tellError } from '../../src/commands/error-text.js';
import { fileNamed } from '../../src/commands/naming-file.js';

function failed(code: string, message = 'of the system'): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  ['ENOSPC', 'The disk is full'],
  ['SQLITE_FULL', 'The disk is full'],
  ['EDQUOT', 'The quota of the disk is used up'],
  ['SQLITE_IOERR_WRITE', 'The disk reports an error'],
])('%s is a run that failed, of a file with a name', (code, says) => {
  expect(tellError(fileNamed(failed(code), 'w.db'))).toEqual({
    text: `cjsim: ${says}: w.db could not be written.\n  Free space there, then give the same command again.\n`,
    code: 1,
  });
  expect(tellError(failed(code))).toEqual({
    text: `cjsim: ${says}.\n  Free space there, then give the same command again.\n`,
    code: 1,
  });
});

test.each([
  [failed('SQLITE_BUSY'), 'Another process is writing to w.db'],
  [
    failed('SQLITE_CONSTRAINT_PRIMARYKEY', 'UNIQUE constraint failed: sim_trace.n'),
    'Another process goes on with the world in w.db',
  ],
])('two processes on one world: %s', (error, says) => {
  expect(tellError(fileNamed(error, 'w.db'))).toEqual({
    text: `cjsim: ${says}.\n  Give the command again when the other has ended.\n`,
    code: 2,
  });
});

test.each(['SQLITE_READONLY', 'SQLITE_READONLY_DBMOVED', 'SQLITE_READONLY_DIRECTORY'])(
  '%s is told with the name of the file',
  (code) => {
    expect(tellError(fileNamed(failed(code), 'w.db'))).toEqual({
      text: 'cjsim: w.db may not be written.\n  Change a copy of it, in a folder that can be written.\n',
      code: 2,
    });
  },
);

test('too many open files, and a Node that may not do all, are no bugs of cjsim', () => {
  expect(tellError(failed('EMFILE'))).toEqual({
    text: 'cjsim: The system lets this process open no more files (ulimit -n).\n',
    code: 2,
  });
  expect(tellError(failed('ERR_ACCESS_DENIED'))).toEqual({
    text: 'cjsim: Node was started without a permission that this needs (--allow-worker, --allow-fs-read, --allow-fs-write).\n',
    code: 2,
  });
});
