import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idHash, type KeyPart } from '../../src/cj/draw.js';
import { BugError } from '../../src/cj/errors.js';
import { createDraw } from '../../src/sim/randomness.js';

const draw = createDraw('seed 1');
const KEYS = 200_000;

const GOLDEN_NUMBERS = [
  0.9327531655070985, 0.5584610475743164, 0.06228586821724724, 0.9105786907024938, 0.5706640176992622,
];
const GOLDEN_UUIDS = ['e08cfa3f-eef4-49c0-8465-e4ed8f092843', '3fab91af-01fe-4096-936f-56359d49d9f2'];
const GOLDEN_FIELD = [0.4420881229282111, 0.4826694805143712, 0.6010799949149506, 0.09506915983032271];

/** Pearson's χ² of counts that are expected to be equal. */
function chiSquare(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] ?? 0;
  const expected = total / counts.length;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += ((counts[i] ?? 0) - expected) ** 2 / expected;
  return sum;
}

/** χ² with `freedom` degrees of freedom lies within z standard deviations (Wilson and Hilferty 1931). */
function expectEven(counts: ArrayLike<number>, z = 4): void {
  const freedom = counts.length - 1;
  const spread = 2 / (9 * freedom);
  const deviation = (Math.cbrt(chiSquare(counts) / freedom) - (1 - spread)) / Math.sqrt(spread);
  expect(Math.abs(deviation)).toBeLessThan(z);
}

/** The numbers of a sequence fill 100 bins evenly, and neighbours fill 20 × 20 bins evenly. */
function expectIndependent(numbers: Float64Array): void {
  const singles = new Uint32Array(100);
  const neighbours = new Uint32Array(400);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] ?? 0;
    const next = numbers[i + 1] ?? 0;
    singles[Math.floor(value * 100)] = (singles[Math.floor(value * 100)] ?? 0) + 1;
    const cell = Math.floor(value * 20) * 20 + Math.floor(next * 20);
    if (i + 1 < numbers.length) neighbours[cell] = (neighbours[cell] ?? 0) + 1;
  }
  expectEven(singles);
  expectEven(neighbours);
  expect(Math.abs(serialCorrelation(numbers)) * Math.sqrt(numbers.length)).toBeLessThan(4);
}

function serialCorrelation(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < numbers.length; i++) sum += ((numbers[i] ?? 0) - 0.5) * ((numbers[i - 1] ?? 0) - 0.5);
  return (sum / (numbers.length - 1)) * 12;
}

describe('keyed numbers', () => {
  test('are the same under a beginning of their key that is given once', () => {
    const part = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    fc.assert(
      fc.property(fc.string(), fc.array(part), fc.array(part, { minLength: 1 }), (purpose, key, lasts) => {
        const under = draw.under(purpose, ...key);
        expect(lasts.map(under)).toEqual(lasts.map((last) => draw(purpose, ...key, last)));
      }),
    );
    const heard: string[] = [];
    createDraw('seed 1', { record: (text) => heard.push(text) }).under('judge', 'a', 1)('latency');
    expect(heard).toEqual(['["judge","a",1,"latency"]']);
  });

  test('have the same values on every machine and in every version', () => {
    expect([
      createDraw('')(''),
      draw('orientation'),
      draw('judge', 'batch-21', 'essay-1', 'essay-2', 'a', 1),
      draw('judge', 'batch-21', 'essay-1', 'essay-2', 'a', 1.5),
      draw('Ä𝛼', -1),
    ]).toEqual(GOLDEN_NUMBERS);
  });

  test('depend on the seed and on the whole key alone', () => {
    const part = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(part), (seed, purpose, key) => {
        const value = createDraw(seed)(purpose, ...key);
        const other = createDraw(seed);
        other('something else', 1);
        other.uuid(purpose, ...key);
        expect(other(purpose, ...key)).toBe(value);
        expect(value >= 0 && value < 1).toBe(true);
      }),
    );
  });

  test('differ where the cut between parts, a part’s kind, the number of parts or the seed differs', () => {
    const numbers = [
      draw('p', 'a', 'bc'),
      draw('p', 'ab', 'c'),
      draw('p', 'abc'),
      draw('pa', 'bc'),
      draw('p', 'abc', ''),
      draw('p', 1),
      draw('p', '1'),
      draw('p', 1, 0),
      draw('p', 1.5),
      draw('p', '1.5'),
      draw('p', 4294967297),
      createDraw('seed 2')('p', 'a', 'bc'),
      createDraw('seed 1p')('', 'a', 'bc'),
    ];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('a part that is not a finite number is a bug', () => {
    expect(() => draw('p', Number.NaN)).toThrow(BugError);
  });

  const positions: readonly [string, (n: number) => number][] = [
    ['the seed', (n) => createDraw(`seed ${n}`)('tie', 'batch-21')],
    ['the purpose', (n) => draw(`tie${n}`, 'batch-21', 7)],
    ['a first number', (n) => draw('tie', n, 'essay-1', 'essay-2')],
    ['a middle number', (n) => draw('tie', 'batch-21', n, 'essay-2')],
    ['a last number', (n) => draw('tie', 'batch-21', 'essay-1', n)],
    ['an only number', (n) => draw('tie', n)],
    ['a first text', (n) => draw('tie', `essay-${n}`, 'batch-21', 1)],
    ['a last text', (n) => draw('tie', 'batch-21', `essay-${n}`)],
    ['a fraction', (n) => draw('tie', 'batch-21', n / 64 + 0.001)],
    ['two numbers at once', (n) => draw('tie', n >>> 9, 'essay-1', n & 511)],
  ];
  test.each(positions)('are independent of a counter in %s', (_position, at) => {
    expectIndependent(Float64Array.from({ length: KEYS }, (_, n) => at(n)));
  });
});

describe('uuids', () => {
  test('have the same values on every machine and in every version', () => {
    expect([
      draw.uuid('request', 'batch-21', 'a', 'b', 1),
      draw.uuid('request', 'batch-21', 'a', 'b', 2),
    ]).toEqual(GOLDEN_UUIDS);
  });

  test('are valid version 4 uuids, never equal, with even digits', () => {
    const seen = new Set<string>();
    const digits = Array.from({ length: 32 }, () => new Uint32Array(16));
    for (let n = 0; n < 50_000; n++) {
      const uuid = draw.uuid('request', 'batch-21', n);
      expect(uuid.length).toBe(36);
      seen.add(uuid);
      const hex = uuid.replaceAll('-', '');
      digits.forEach((counts, place) => {
        const digit = Number.parseInt(hex.charAt(place), 16);
        counts[digit] = (counts[digit] ?? 0) + 1;
      });
    }
    expect(seen.size).toBe(50_000);
    expect(draw.uuid('any', 1)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    digits.forEach((counts, place) => {
      if (place === 12) expect(counts[4]).toBe(50_000);
      else expectEven(place === 16 ? counts.slice(8, 12) : counts);
    });
  });
});

describe('a field', () => {
  test('has the same values on every machine and in every version', () => {
    const field = draw.field('jitter', 'batch-21', 3);
    expect([field(0, 0), field(1, 2), field(2, 1), field(idHash('essay-1'), idHash('essay-2'))]).toEqual(
      GOLDEN_FIELD,
    );
  });

  test('gives the same number for the same pair of ids, whatever was asked before', () => {
    const field = draw.field('jitter', 'batch-21', 3);
    const value = field(5, 6);
    field(6, 5);
    expect([field(5, 6), draw.field('jitter', 'batch-21', 3)(5, 6)]).toEqual([value, value]);
  });

  const field = draw.field('jitter', 'batch-21', 1);
  const walks: readonly [string, (n: number) => number][] = [
    ['neighbouring first ids', (n) => field(n, 7)],
    ['neighbouring second ids', (n) => field(7, n)],
    ['both ids in step', (n) => field(n, n + 1)],
    ['all pairs of a grid', (n) => field(Math.floor(n / 448), n % 448)],
    ['hashed ids', (n) => field(idHash(`essay-${n >>> 9}`), idHash(`essay-${n & 511}`))],
    ['ids that differ in high bits only', (n) => field(n << 14, 1)],
    ['neighbouring keys', (n) => draw.field('jitter', 'batch-21', n)(7, 8)],
  ];
  test.each(walks)('is independent over %s', (_walk, at) => {
    expectIndependent(Float64Array.from({ length: KEYS }, (_, n) => at(n)));
  });

  test('is not symmetric, and two fields are independent of each other', () => {
    const other = draw.field('jitter', 'batch-21', 2);
    const mirrored = new Uint32Array(400);
    const crossed = new Uint32Array(400);
    for (let n = 0; n < KEYS; n++) {
      const [a, b] = [n >>> 9, 600 + (n & 511)];
      const cell = Math.floor(field(a, b) * 20) * 20;
      const m = cell + Math.floor(field(b, a) * 20);
      const c = cell + Math.floor(other(a, b) * 20);
      mirrored[m] = (mirrored[m] ?? 0) + 1;
      crossed[c] = (crossed[c] ?? 0) + 1;
    }
    expectEven(mirrored);
    expectEven(crossed);
  });

  test('uses all of its bits', () => {
    const lowest = new Uint32Array(256);
    for (let n = 0; n < KEYS; n++) {
      const bits = (field(n, 3) * 2 ** 53) % 256;
      lowest[bits] = (lowest[bits] ?? 0) + 1;
    }
    expectEven(lowest);
  });
});

describe('the ledger', () => {
  test('names the key that is drawn twice in a run', () => {
    const checked = createDraw('seed 1', { ledger: true });
    checked('judge', 'batch-21', 1);
    expect(() => checked('judge', 'batch-21', 1)).toThrow(
      new BugError('the draw ["judge","batch-21",1] was used twice in one run', {
        key: '["judge","batch-21",1]',
      }),
    );
  });

  test('counts the root of a field and a uuid, each apart from numbers', () => {
    const checked = createDraw('seed 1', { ledger: true });
    checked('x', 1);
    checked.uuid('x', 1);
    const field = checked.field('x', 1);
    field(1, 2);
    field(1, 2);
    expect(() => checked.field('x', 1)).toThrow('the draw field["x",1] was used twice in one run');
    expect(() => checked.uuid('x', 1)).toThrow('the draw uuid["x",1] was used twice in one run');
  });

  test('changes no number, and neither does recording', () => {
    const records: [string, KeyPart][] = [];
    const watched = createDraw('seed 1', {
      ledger: true,
      record: (key, value) => records.push([key, value]),
    });
    const values = [watched('x', 1), watched.uuid('x', 'a'), watched.field('x', 2)(1, 2)];
    expect(values).toEqual([draw('x', 1), draw.uuid('x', 'a'), draw.field('x', 2)(1, 2)]);
    expect(records).toEqual([
      ['["x",1]', values[0]],
      ['uuid["x","a"]', values[1]],
      ['field["x",2]', expect.any(Number)],
    ]);
  });
});
