/**
 * better-sqlite3 in the version that this Node can run. 13 needs Node-API 10, which no Node 20 has; 12 aborts the
 * process when a statement is collected on Node 24.19 or later (https://github.com/WiseLibs/better-sqlite3/issues/1514
 * and https://github.com/WiseLibs/better-sqlite3/issues/1515).
 */
import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';
import { errorCode } from '../cj/error-code.js';
import { UserError } from '../cj/errors.js';

const FITTING = Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3';

export const Database: typeof BetterSqlite3 = telling(
  () => createRequire(import.meta.url)(FITTING) as typeof BetterSqlite3,
);

/** A connection. UserError when the native part was made for another Node, or is missing. */
export function connect(file: string | Buffer, options: BetterSqlite3.Options = {}): BetterSqlite3.Database {
  return telling(() => new Database(file, options));
}

/** The native part is loaded only by the first connection. */
function telling<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (errorCode(error) === 'ERR_DLOPEN_DISABLED') {
      throw new UserError({
        code: 'better_sqlite3_not_allowed',
        message: `${FITTING}, which holds the worlds, has a native part, and this Node may load none`,
        fix: 'Leave --no-addons out; beside --permission give --allow-addons too',
      });
    }
    if (!(error instanceof Error) || !isUnloadable(error)) throw error;
    throw new UserError({
      code: 'better_sqlite3_not_loaded',
      message: `Node ${process.versions.node} cannot load ${FITTING}, which holds the worlds: it is not installed, or was installed for another Node`,
      fix: 'Install again with the Node that runs cjsim: npm ci in a checkout of cjsim, npm rebuild better-sqlite3 or npm install elsewhere',
    });
  }
}

function isUnloadable(error: Error): boolean {
  const code = errorCode(error);
  return (
    code === 'MODULE_NOT_FOUND' ||
    code === 'ERR_DLOPEN_FAILED' ||
    error.message.startsWith('Could not locate the bindings file')
  );
}
