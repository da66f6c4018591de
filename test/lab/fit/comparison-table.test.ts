import { describe, expect, test } from 'vitest';
import { comparisonTable } from '../../../src/lab/fit/comparison-rows.js';
import { netOf, partialNets, tableOfSome } from '../../../src/lab/fit/comparison-table.js';
import { createDraw } from '../../../src/sim/randomness.js';

describe('the net of a part of a table', () => {
  const draw = createDraw('parts').field('row');
  const items = Array.from({ length: 8 }, (_, i) => `item-${i}`);
  const table = comparisonTable(
    Array.from({ length: 60 }, (_, k) => {
      const winner = Math.floor(draw(k, 0) * 8);
      const loser = (winner + 1 + Math.floor(draw(k, 1) * 7)) % 8;
      return { winner: items[winner] ?? '', loser: items[loser] ?? '' };
    }),
  );
  const partOf = Uint8Array.from(table.decisions, (_, k) => Math.floor(draw(k, 2) * 4));

  test.each([0, 1, 2, 3])('is the net of a table of its decisions alone: part %i', (part) => {
    const alone = netOf(tableOfSome(table, (k) => partOf[k] === part));
    expect(alone.comparisonCount).toBeGreaterThan(0);
    expect(partialNets(table)(partOf, part)).toEqual(alone);
  });

  test('holds all items, also where the part has no decision', () => {
    const net = partialNets(table)(partOf, 9);
    expect(net.essays).toEqual(table.items);
    expect(net.low).toHaveLength(0);
  });
});
