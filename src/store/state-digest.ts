/**
 * One hash over the content of the service's tables, in key order (07, "Digest"). Values are written with
 * a type tag, texts and blobs with their length, numbers as the eight bytes of their double, so that no
 * two contents look alike. The `sim_` tables are left out: they hold how a run was carried out.
 *
 * The content goes through the hash in blocks, each joined to the hash of those before: a whole sweep's
 * tables never stand in memory at once as bytes.
 */
import type { Hash } from '../cj/hash.js';
import { checkOpen, type Driver, type SqlValue } from './driver.js';
import { SERVICE_TABLES } from './service-tables.js';

const BLOCK_BYTES = 1 << 20;

export function stateDigest(driver: Driver, hash: Hash): Uint8Array {
  checkOpen(driver);
  const content = new HashedContent(hash);
  for (const { name, rows } of SERVICE_TABLES) {
    const values = rows.on(driver).raw();
    content.add(name);
    content.add(values.length);
    for (const row of values) {
      for (const value of row) content.add(value);
    }
  }
  return content.digest();
}

const TAG = { null: 0, number: 1, text: 2, blob: 3 } as const;
/** A UTF-16 unit takes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3;
const HEADER_BYTES = 5;
const DOUBLE_BYTES = 8;

class HashedContent {
  readonly #hash: Hash;
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  /** Bytes in use: first the hash of the blocks before, then the open block. */
  #length = 0;

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  add(value: SqlValue): void {
    if (this.#length > BLOCK_BYTES) this.#closeBlock();
    if (value === null) this.#addTag(TAG.null);
    else if (typeof value === 'number') this.#addNumber(value);
    else if (typeof value === 'string') this.#addText(value);
    else this.#addBlob(value);
  }

  digest(): Uint8Array {
    return this.#hash(this.#bytes.subarray(0, this.#length));
  }

  #addTag(tag: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = tag;
  }

  #addNumber(value: number): void {
    this.#reserve(1 + DOUBLE_BYTES);
    this.#bytes[this.#length] = TAG.number;
    this.#view.setFloat64(this.#length + 1, value);
    this.#length += 1 + DOUBLE_BYTES;
  }

  #addText(value: string): void {
    this.#reserve(HEADER_BYTES + MAX_BYTES_PER_UNIT * value.length);
    const start = this.#length + HEADER_BYTES;
    const { written } = this.#encoder.encodeInto(value, this.#bytes.subarray(start));
    this.#close(TAG.text, written);
  }

  #addBlob(value: Uint8Array): void {
    this.#reserve(HEADER_BYTES + value.length);
    this.#bytes.set(value, this.#length + HEADER_BYTES);
    this.#close(TAG.blob, value.length);
  }

  /** Tag and length of the bytes that stand after them already. */
  #close(tag: number, length: number): void {
    this.#bytes[this.#length] = tag;
    this.#view.setUint32(this.#length + 1, length);
    this.#length += HEADER_BYTES + length;
  }

  #closeBlock(): void {
    const hashed = this.digest();
    this.#bytes.set(hashed);
    this.#length = hashed.length;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
