/** What a dot looks like, a shape for each colour: series are told apart on grey paper and without seeing colours, too. */
import type * as Plot from '@observablehq/plot';
import { COLOURS } from './colours.js';

type Corners = readonly (readonly [x: number, y: number])[];

/** Around 0, of about the area of a circle with the radius 1. No triangle: that is a value beyond the scale. */
const SHAPES: readonly (Corners | 'circle')[] = [
  'circle',
  bar(0.9, 0.9),
  diamond(1, 1.45),
  plus(1.35, 0.45),
  hourglass(1, 1.2),
  bar(0.5, 1.5),
  // An eighth of a turn makes a plus a times sign.
  plus(1.35, 0.45).map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]),
  bar(1.5, 0.5),
];

/** What Plot draws a symbol with. */
interface Pen {
  readonly moveTo: (x: number, y: number) => void;
  readonly lineTo: (x: number, y: number) => void;
  readonly closePath: () => void;
}

/** As the symbol of Plot's dots. */
export function dotShape(colour: string): NonNullable<Plot.DotOptions['symbol']> {
  const shape = shapeOf(colour);
  if (shape === 'circle') return shape;
  return {
    draw: (pen: Pen, area: number) => {
      const radius = Math.sqrt(area / Math.PI);
      for (const [corner, [x, y]] of shape.entries()) {
        if (corner === 0) pen.moveTo(x * radius, y * radius);
        else pen.lineTo(x * radius, y * radius);
      }
      pen.closePath();
    },
  };
}

/** As an element of SVG around 0 with more attributes. */
export function drawnShape(colour: string, radius: number, attributes: string): string {
  const shape = shapeOf(colour);
  if (shape === 'circle') return `<circle r="${radius}" ${attributes}/>`;
  const corners = shape.map(([x, y]) => `${(x * radius).toFixed(2)},${(y * radius).toFixed(2)}`);
  return `<path d="M${corners.join('L')}Z" ${attributes}/>`;
}

/** A circle for what is none of the colours. */
function shapeOf(colour: string): Corners | 'circle' {
  return SHAPES[COLOURS.indexOf(colour)] ?? 'circle';
}

function bar(wide: number, high: number): Corners {
  return [
    [-wide, -high],
    [wide, -high],
    [wide, high],
    [-wide, high],
  ];
}

function diamond(wide: number, high: number): Corners {
  return [
    [0, -high],
    [wide, 0],
    [0, high],
    [-wide, 0],
  ];
}

function hourglass(wide: number, high: number): Corners {
  return [
    [-wide, -high],
    [wide, -high],
    [-wide, high],
    [wide, high],
  ];
}

function plus(long: number, thick: number): Corners {
  return [
    [-thick, -long],
    [thick, -long],
    [thick, -thick],
    [long, -thick],
    [long, thick],
    [thick, thick],
    [thick, long],
    [-thick, long],
    [-thick, thick],
    [-long, thick],
    [-long, -thick],
    [-thick, -thick],
  ];
}
