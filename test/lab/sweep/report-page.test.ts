/** The page of a sweep: what it says, that nothing of it is cut off or read wrongly, and that it asks for no other file. */
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { reportPage } from '../../../src/lab/sweep/report-page.js';
import type { SweepResult } from '../../../src/lab/sweep/sweep.js';
import { sweepText } from '../../../src/lab/sweep/sweep-text.js';
import { madeUp } from './made-up-sweep.js';

const picture = { title: 'A "picture" & more', svg: '<svg role="img"></svg>' };

function elements(page: string, selector: string) {
  return [...parseHTML(page).document.querySelectorAll(selector)];
}

function texts(page: string, selector: string): readonly string[] {
  return elements(page, selector).map(({ textContent }) => textContent ?? '');
}

function named(result: SweepResult, name: string): SweepResult {
  return {
    ...result,
    arms: result.arms.map((each, k) => (k === 0 ? { ...each, arm: { ...each.arm, name } } : each)),
  };
}

test('it says what the text says, the conclusion before pictures and tables', () => {
  const result = madeUp();
  const page = reportPage(result, [picture]);
  expect(texts(page, 'main h1, main h2')).toEqual([
    'Made up',
    'Conclusion',
    'Pictures',
    'Means',
    'Differences',
  ]);
  const cells = texts(page, 'th, td').filter((cell) => cell !== '');
  const text = sweepText(result, { width: 1000 });
  expect(cells.filter((cell) => !text.includes(cell))).toEqual([]);
  const numbers = (of: string) => of.match(/\d+\.\d+ \[[^\]]+\]/g)?.toSorted();
  expect(numbers(texts(page, 'p, li, th, td').join('\n'))).toEqual(numbers(text));
  expect(page).not.toMatch(/cells? run/);
});

test('every head of a table says whether it is that of a column or of a row', () => {
  const page = reportPage(madeUp(), []);
  expect(new Set(elements(page, 'thead th').map((head) => head.getAttribute('scope')))).toEqual(
    new Set(['col']),
  );
  const rows = elements(page, 'tbody tr').map((row) => row.firstElementChild?.getAttribute('scope'));
  expect(new Set(rows)).toEqual(new Set(['row']));
  expect(texts(page, 'h2')).not.toContain('Pictures');
});

test('pictures and tables scroll by themselves, by the keyboard too, and have a name', () => {
  const page = reportPage(madeUp(), [picture]);
  expect(page).toContain('aria-label="A &quot;picture&quot; &amp; more"');
  const boxes = elements(page, '.wide');
  expect(boxes.map((box) => [box.firstElementChild?.tagName, box.getAttribute('tabindex')])).toEqual([
    ['SVG', '0'],
    ['TABLE', '0'],
    ['TABLE', '0'],
  ]);
  expect(boxes.map((box) => box.getAttribute('aria-label')).filter((name) => !name)).toEqual([]);
});

test('a name is text whatever is in it, and one from right to left turns no numbers round', () => {
  const page = reportPage(named(madeUp(), '</table><script>alert("1")</script> عربى'), []);
  expect(page).not.toContain('<script');
  expect(texts(page, 'tbody th bdi')[0]).toBe('</table><script>alert("1")</script> عربى');
});

test('it asks for no other file', () => {
  expect(reportPage(madeUp(), [picture])).not.toMatch(/\b(src|href)=|url\(|@import/);
});
