import { expect, test } from 'vitest';
import { sha256 } from '../../src/library/sha256.js';
import { randomScenario } from '../../src/search/random-scenario.js';

/** Exhibits, pages and the commands that `fuzz` printed name cases by number: a change of them is a line in the CHANGELOG. */
test('a number stands for the same case as ever', () => {
  const cases = Array.from({ length: 1000 }, (_, place) => randomScenario(place + 1));
  expect(Buffer.from(sha256(JSON.stringify(cases))).toString('hex', 0, 8)).toBe('ea378b351c6f115b');
});
