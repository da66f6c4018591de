/** What kind of file one is, told from its first bytes. */
import { closeSync, openSync, readSync } from 'node:fs';

const BYTES = 32;

/** Its first bytes as Latin-1, fewer if it is shorter; null where there is no file that can be read. */
export function startOfFile(path: string): string | null {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(BYTES);
      return bytes.toString('latin1', 0, readSync(file, bytes, 0, BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
