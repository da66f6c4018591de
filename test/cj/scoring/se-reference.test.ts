import { expect, test } from 'vitest';
import {
  greatestId,
  lastAnchorOrGreatestId,
  lastEssay,
  type NetEssay,
} from '../../../src/cj/scoring/se-reference.js';
import type { EssayId } from '../../../src/cj/words.js';

const essay = (id: string, is_anchor = false): NetEssay => ({ id: id as EssayId, is_anchor });

test('the reference is the anchor that comes last in stored order, whatever its id', () => {
  expect(lastAnchorOrGreatestId([essay('z'), essay('b', true), essay('a', true), essay('x')])).toBe(2);
});

test('without anchors the reference is the greatest id by code point', () => {
  expect(lastAnchorOrGreatestId([essay('essay-2'), essay('essay-10'), essay('Zulu')])).toBe(0);
  expect(greatestId([essay('a', true), essay('B', true), essay('é'), essay('z')])).toBe(2);
});

test('an index counts an essay that is listed twice once', () => {
  expect(lastAnchorOrGreatestId([essay('a'), essay('b'), essay('a'), essay('c'), essay('c', true)])).toBe(2);
  expect(lastEssay([essay('b'), essay('a'), essay('b')])).toBe(0);
});

test('the last essay is the last listed', () => {
  expect(lastEssay([essay('b', true), essay('a')])).toBe(1);
});
