import { expect, test } from 'vitest';
import { listOrderWave, shuffledList, storedList } from '../../../src/cj/pairing/list-order-wave.js';
import { essayIds, fieldOf, historyOf, named, texts } from './nets.js';

test('the first unseen pairs in list order are asked, the earlier essay first', () => {
  const ids = named('x', 'c', 'k', 'a');
  const history = historyOf(ids, 'x>c', 'k>c');
  const wave = (limit: number) => texts(ids, listOrderWave(storedList(ids), history, limit));
  expect(wave(10)).toEqual(['x-k', 'x-a', 'c-a', 'k-a']);
  expect([wave(2), wave(0), wave(-1)]).toEqual([['x-k', 'x-a'], [], []]);
});

test('a shuffled list gives pairs in its own order', () => {
  const ids = named('a', 'b', 'c');
  const numbers = new Map(ids.map((id, place) => [id, [0.5, 0.1, 0.5][place] ?? 0]));
  const list = shuffledList(ids, (id) => numbers.get(id) ?? 0);
  expect(texts(ids, listOrderWave(list, historyOf(ids), 10))).toEqual(['b-a', 'b-c', 'a-c']);
});

test('shuffling does not depend on the stored order', () => {
  const ids = essayIds(12);
  const field = fieldOf(4);
  const shuffled = (order: typeof ids) =>
    shuffledList(order, (id) => field(Number(id.slice(1)), 0)).map((place) => order[place]);
  expect(shuffled(ids.toReversed())).toEqual(shuffled(ids));
  expect(shuffled(ids)).not.toEqual(ids);
});
