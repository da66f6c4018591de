/** The report of a sweep as one HTML page that needs no other file: what it says, its pictures and its tables. */
import { escaped, escapedValue } from '../pictures/escaped.js';
import { conclusions } from './conclusion.js';
import type { SweepResult } from './sweep.js';
import { type ReportTable, sweepParts } from './sweep-parts.js';

/** What is too wide for a screen scrolls by itself, so that the page does not; on paper it is broken or made smaller. */
const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1,h2,p,li,th{overflow-wrap:anywhere}
p,ul{max-width:50rem}
.wide{overflow-x:auto;margin:1rem 0}
.wide>svg{min-width:36rem;max-width:100%;height:auto}
table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}
th,td{border:1px solid #ccc;padding:.2rem .6rem;text-align:left;vertical-align:top}
thead th{background:#f2f2f2;overflow-wrap:normal}
tbody th{font-weight:400;min-width:8rem;max-width:24rem}
td{white-space:nowrap}
@media print{
.wide{overflow:visible;break-inside:auto}
.wide>svg{min-width:0;max-height:88vh;break-inside:avoid}
table{font-size:8pt}
th,td{padding:.1rem .3rem}
tbody th{min-width:0}
td{white-space:normal}
tr{break-inside:avoid}
h2{break-after:avoid}
}`;

export interface PagePicture {
  readonly title: string;
  readonly svg: string;
}

export function reportPage(result: SweepResult, pictures: readonly PagePicture[]): string {
  const { title, question, reads } = result.experiment;
  const { analysis, howItRan, means, differences, ssr } = sweepParts(result, { tellsRun: false });
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style></head><body><main>`,
    `<h1>${escaped(title)}</h1>`,
    ...[question, ...howItRan].map(paragraph),
    '<h2>Conclusion</h2>',
    ...ssr.map(paragraph),
    `<ul>${conclusions(result, analysis)
      .map((text) => `<li>${escaped(text)}</li>`)
      .join('\n')}</ul>`,
    ...(reads.trim() === '' ? [] : [paragraph(reads)]),
    ...(pictures.length === 0 ? [] : ['<h2>Pictures</h2>']),
    ...pictures.map(({ title: name, svg }) => wide('figure', svg, name)),
    '<h2>Means</h2>',
    ...table(means, 'Means'),
    ...(differences === null ? [] : ['<h2>Differences</h2>', ...table(differences, 'Differences')]),
    '</main></body></html>\n',
  ].join('\n');
}

function paragraph(text: string): string {
  return `<p>${escaped(text.trim())}</p>`;
}

/** A box that scrolls, by the arrow keys too. */
function wide(element: 'figure' | 'div', content: string, name: string): string {
  const role = element === 'div' ? ' role="region"' : '';
  return `<${element} class="wide"${role} tabindex="0" aria-label="${escapedValue(name)}">${content}</${element}>`;
}

function table({ note, head, rows }: ReportTable, name: string): readonly string[] {
  const heads = head
    .map((cell) => `<th scope="col">${escaped(cell).replaceAll('_', '_<wbr>')}</th>`)
    .join('');
  const body = rows.map(
    ([first = '', ...cells]) =>
      `<tr><th scope="row">${own(first)}</th>${cells.map((cell) => `<td>${own(cell)}</td>`).join('')}</tr>`,
  );
  return [
    paragraph(`${note}.`),
    wide('div', `<table><thead><tr>${heads}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`, name),
  ];
}

/** A name that is written from right to left turns nothing round but itself. */
function own(text: string): string {
  return text === '' ? '' : `<bdi>${escaped(text)}</bdi>`;
}
