/** The shapes of dots: one for each colour, and the same in a picture as in its legend. */
import { expect, test } from 'vitest';
import { COLOURS } from '../../../src/lab/pictures/colours.js';
import { dotShape, drawnShape } from '../../../src/lab/pictures/shapes.js';

const shapes = COLOURS.map((colour) => drawnShape(colour, 1, 'fill="black"'));

test('every colour has a shape of its own', () => {
  expect(new Set(shapes).size).toBe(COLOURS.length);
});

test('a dot looks as its legend says', () => {
  const drawn = COLOURS.map((colour) => {
    const shape = dotShape(colour);
    if (typeof shape === 'string') return `<circle r="1" fill="black"/>`;
    const corners: string[] = [];
    const note = (x: number, y: number) => corners.push(`${x.toFixed(2)},${y.toFixed(2)}`);
    const { draw } = shape as unknown as { draw: (pen: object, area: number) => void };
    draw({ moveTo: note, lineTo: note, closePath: () => undefined }, Math.PI);
    return `<path d="M${corners.join('L')}Z" fill="black"/>`;
  });
  expect(drawn).toEqual(shapes);
});
