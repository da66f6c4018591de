import { expect, test } from 'vitest';
import { idHash } from '../../src/cj/draw.js';

// http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['foobar', 0xbf9cf968],
])('the hash of %j is the published one of FNV-1a', (id, hash) => {
  expect(idHash(id)).toBe(hash);
});
