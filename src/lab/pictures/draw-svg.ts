/** A picture as SVG text: Observable Plot drawn into a document that lives in memory. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { beginningOf, cellWidth } from '../../report/cell-width.js';
import { escaped, escapedValue } from './escaped.js';
import { drawnShape } from './shapes.js';

export interface Picture {
  readonly title: string;
  /** One sentence under the title: design, n, what the intervals are. */
  readonly subtitle: string;
  readonly options: Plot.PlotOptions;
  /** Shown from two entries on. */
  readonly legend?: readonly LegendEntry[];
}

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly isDashed?: boolean;
  /** Its dots have the shape of its colour; without one a square says the colour alone. */
  readonly dot?: 'full' | 'hollow';
}

/** Holds words of a subtitle together where a line has room for them. */
export const NO_BREAK = '\u00a0';

const LINE = 18;

/** A whole SVG document on a white ground. To a screen reader it is one picture with a title. */
export function drawSvg({ title, subtitle, options, legend = [] }: Picture): string {
  const { document } = parseHTML('<html><body></body></html>');
  const width = options.width ?? 720;
  const height = options.height ?? 440;
  const plot = Plot.plot({
    marginLeft: 56,
    marginRight: 24,
    marginBottom: 44,
    insetLeft: 8,
    insetRight: 8,
    ...options,
    width,
    height,
    document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
    style: { fontFamily: FONT, fontSize: '12px', background: 'white' },
  });
  const inner = plot.outerHTML;
  const rows = legendRows(legend, width);
  const heading = brokenText(title, (width - 24) / TITLE_LETTER);
  const about = brokenText(subtitle, (width - 24) / SMALL_LETTER);
  const aboutTop = 43 + (heading.length - 1) * TITLE_LINE;
  const legendTop = aboutTop + 17 + (about.length - 1) * LINE;
  const top = legendTop + 2 + rows.length * LINE;
  const total = height + top + 6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" font-family="${FONT}" role="img" aria-label="${escapedValue(title)}">`,
    `<rect width="${width}" height="${total}" fill="white"/>`,
    ...heading.map(
      (line, k) =>
        `<text x="12" y="${24 + k * TITLE_LINE}" font-size="16" font-weight="600" fill="#111">${escaped(line)}</text>`,
    ),
    ...about.map(
      (line, k) =>
        `<text x="12" y="${aboutTop + k * LINE}" font-size="12" fill="#444">${escaped(line)}</text>`,
    ),
    ...rows.map((row, k) => `<g transform="translate(12 ${legendTop + k * LINE})">${row}</g>`),
    `<g transform="translate(0 ${top})" aria-hidden="true">${inner.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')}</g>`,
    '</svg>\n',
  ]
    .join('\n')
    .replaceAll(NO_XML, '\ufffd');
}

/** Characters that XML cannot hold, as a name may: control characters, and halves of a pair. */
const NO_XML = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const FONT = 'DejaVu Sans, Helvetica, Arial, sans-serif';
/** About the width of a letter at 12 px. */
const LETTER = 7;

const SMALL_LETTER = 7.2;
/** At 16 px, bold. */
const TITLE_LETTER = 10;
const TITLE_LINE = 22;

function brokenText(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((word) => partsOf(word, letters))) {
    const last = lines.at(-1);
    if (last !== undefined && cellWidth(last) + 1 + cellWidth(word) <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What is wider than a line is broken at spaces that are no breaks elsewhere, and then anywhere. */
function partsOf(word: string, letters: number): readonly string[] {
  if (cellWidth(word) <= letters) return [word];
  if (word.includes(NO_BREAK)) return word.split(NO_BREAK).flatMap((part) => partsOf(part, letters));
  const part = beginningOf(word, letters);
  return [part, ...partsOf(word.slice(part.length), letters)];
}

function legendRows(legend: readonly LegendEntry[], width: number): readonly string[] {
  if (legend.length < 2) return [];
  const rows: string[] = [];
  let row = '';
  let x = 0;
  for (const { name, ...look } of legend) {
    const wide = cellWidth(name) * LETTER + 34;
    if (x > 0 && x + wide > width - 24) {
      rows.push(row);
      row = '';
      x = 0;
    }
    row += legendSign(look, x);
    row += `<text x="${x + 17}" y="11" font-size="12" fill="#222">${escaped(name)}</text>`;
    x += wide;
  }
  return [...rows, row];
}

function legendSign({ colour, isDashed = false, dot }: Omit<LegendEntry, 'name'>, x: number): string {
  const line = isDashed
    ? `<path d="M${x - 2} 6h16" stroke="${colour}" stroke-width="3" stroke-dasharray="6 4"/>`
    : '';
  if (dot === undefined) return line || `<rect x="${x}" y="0" width="12" height="12" fill="${colour}"/>`;
  const fill = dot === 'hollow' ? 'white' : colour;
  const attributes = `transform="translate(${x + 6} 6)" fill="${fill}" stroke="${colour}" stroke-width="1.5"`;
  return line + drawnShape(colour, 4, attributes);
}
