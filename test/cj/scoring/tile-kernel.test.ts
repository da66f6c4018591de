import { expect, test } from 'vitest';
import { tileKernel } from '../../../src/cj/scoring/tile-kernel.js';

test.each([2, 4, 24])(
  'a tile of products over %i columns is subtracted, and nothing else changes',
  (columns) => {
    const size = 30;
    const kernel = tileKernel();
    const numbers = kernel.room(3 * size * size);
    for (let i = 0; i < numbers.length; i++) numbers[i] = Math.sin(i);
    const [row, column, from, square] = [4, 8, 3, size * size];
    const expected = numbers.slice();
    for (let r = row; r < row + 3; r++) {
      for (let c = column; c < column + 3; c++) {
        let even = 0;
        let odd = 0;
        for (let k = from; k < from + columns; k += 2) {
          even += (numbers[square + r * size + k] ?? 0) * (numbers[2 * square + c * size + k] ?? 0);
          odd += (numbers[square + r * size + k + 1] ?? 0) * (numbers[2 * square + c * size + k + 1] ?? 0);
        }
        expected[r * size + c] = (numbers[r * size + c] ?? 0) - (even + odd);
      }
    }
    const first = 8 * (square + row * size + from);
    const right = 8 * (2 * square + column * size + from);
    kernel.subtractTile(8 * (row * size + column), first, right, 8 * size, first + 8 * columns);
    expect([...numbers]).toEqual([...expected]);
  },
);
