/**
 * The running digest of a world: d(0) = H(header), d(k) = H(d(k−1) ‖ block k), a block being 256 records
 * or the end (07, "Digest"). No hash object survives between blocks, so a resumed run only needs d and the
 * records of the open block.
 */
import type { Hash } from '../cj/hash.js';

/** Version of what is hashed; stands in front of a pinned digest. */
export const DIGEST_VERSION = 1;

export const RECORDS_PER_BLOCK = 256;

export class DigestChain {
  #digest: Uint8Array;
  #block: string[] = [];
  readonly #hash: Hash;

  private constructor(hash: Hash, digest: Uint8Array) {
    this.#hash = hash;
    this.#digest = digest;
  }

  /** Start from the canonical JSON of the run's header. */
  static start(hash: Hash, header: string): DigestChain {
    return new DigestChain(hash, hash(header));
  }

  /** Go on from the digest of the last closed block; the open block's records are added again. */
  static resume(hash: Hash, digestHex: string): DigestChain {
    return new DigestChain(hash, bytesOfHex(digestHex));
  }

  /** Add one record as it is written. */
  add(record: string): void {
    this.#block.push(record);
    if (this.#block.length < RECORDS_PER_BLOCK) return;
    this.#digest = this.#next();
    this.#block = [];
  }

  /** Digest of the last closed block, in hex. */
  get closed(): string {
    return hexOf(this.#digest);
  }

  /** The digest if the world ended here, in hex. */
  get current(): string {
    return hexOf(this.#block.length === 0 ? this.#digest : this.#next());
  }

  #next(): Uint8Array {
    return this.#hash(this.#digest, this.#block.join('\n'), '\n');
  }
}

export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16);
  return hex;
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
