/** The hash behind every digest, by node:crypto: src/sim takes it as a part. */
import { createHash } from 'node:crypto';

/** Of the parts one after another, texts as UTF-8; 32 bytes. */
export function sha256(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
