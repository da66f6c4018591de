/** The code by which the system, SQLite or Node names what went wrong (`ENOENT`); empty for an error without one. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
