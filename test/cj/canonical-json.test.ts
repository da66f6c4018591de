import { describe, expect, test } from 'vitest';
import { canonical, canonicalJson } from '../../src/cj/canonical-json.js';

describe('canonical JSON', () => {
  test('sorts keys at every depth by code point and leaves out what is undefined', () => {
    const value = { é: 1, b: [{ d: 1, c: null, e: undefined }], a: { '\u{1F600}': 1, '\uFF5E': 2 } };
    expect(canonicalJson(value)).toBe('{"a":{"\uFF5E":2,"\u{1F600}":1},"b":[{"c":null,"d":1}],"é":1}');
  });

  test('keeps a key called __proto__ as a key', () => {
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"z":1,"y":2}}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"y":2,"z":1},"b":1}');
  });

  test('gives frozen copies', () => {
    const value = { a: [{ b: 1 }] };
    const copy = canonical(value);
    expect(copy).not.toBe(value);
    expect([copy, copy.a, copy.a[0]].every((part) => Object.isFrozen(part))).toBe(true);
    expect(Object.isFrozen(value)).toBe(false);
  });
});
