/** The profiles of 08 have the marginal figures that they claim, and a plain Bradley-Terry judge stands beside each. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Profile, parseProfile } from '../../../src/judges/profile.js';
import { marginalsOf } from './marginals.js';

/** Of a share over 5 × 1,770 pairs that are not all independent. */
const TOLERANCE = 0.015;

function shipped(name: string): Profile {
  const path = new URL(`../../../profiles/${name}.yaml`, import.meta.url);
  return parseProfile(parse(readFileSync(path, 'utf8')));
}

function plain(discrimination: number): Profile {
  return parseProfile({ name: 'plain', choice: { model: 'bt', discrimination } });
}

function near(found: number, claimed: number): void {
  expect(Math.abs(found - claimed)).toBeLessThan(TOLERANCE);
}

describe('llm-2026', () => {
  const found = marginalsOf(shipped('llm-2026'));

  test('both orders have the same winner in 89 %, the first wins 47 %, and 14 % flip when asked again', () => {
    near(found.orderConsistent, 0.89);
    near(found.firstWins, 0.47);
    near(found.flips, 0.14);
  });

  test('a plain judge that flips as often is more often right', () => {
    const beside = marginalsOf(plain(2.5));
    near(beside.flips, found.flips);
    expect(beside.betterWins - found.betterWins).toBeGreaterThan(0.08);
  });
});

test('llm-2023: both orders have the same winner in 65 %, and the first wins 62.5 %', () => {
  const found = marginalsOf(shipped('llm-2023'));
  near(found.orderConsistent, 0.65);
  near(found.firstWins, 0.625);
});

describe('human', () => {
  const found = marginalsOf(shipped('human'));

  test('two judges agree in 84 %, and none leans to the first', () => {
    near(1 - found.flips, 0.84);
    near(found.firstWins, 0.5);
  });

  test('a plain judge of discrimination 2.2 agrees as often', () => {
    near(marginalsOf(plain(2.2)).flips, found.flips);
  });
});
