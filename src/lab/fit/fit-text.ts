/** The fit as text for people: reliability, connectivity, problems of rows, then tables of items and judges. */
import Table from 'cli-table3';
import { wrappedLines } from '../wrapped-lines.js';
import { correctionWords } from './correction-words.js';
import type { EstimatorFit, Fit } from './fit.js';
import type { ReadComparisons, RowProblem } from './read-comparisons.js';
import type { SplitHalf } from './split-half.js';
import { ssrWarning } from './ssr-warning.js';

/** Of a longer list of items, so many of the best and of the worst are shown. */
const MOST_ROWS = 60;
const EACH_END = 25;
const MOST_PROBLEMS = 10;
/** An infit this far from 1 is marked; the usual range for judges and essays is 0.5 to 1.5 (Linacre 2002). */
const MISFIT_ABOVE = 1.5;
const NO_HALVES = 'not available (halves too small or too one-sided)';

/** `columns`: what lines may fill; only long names make a table wider. */
export function fitText(fit: Fit, read?: Omit<ReadComparisons, 'table'>, columns = 120): string {
  const fits = [...fit.fits.values()];
  const blocks = [
    wrappedLines(reliabilityLines(fit).join('\n'), columns),
    wrappedLines(
      ['Connectivity', ...fit.connectivity.words.map((words) => `  ${words}`)].join('\n'),
      columns,
    ),
    rowLines(read).join('\n'),
    itemTable(fit, fits, columns),
    judgeTable(fit, fits, columns),
    wrappedLines(
      fits.flatMap(({ estimator, notes }) => notes.map((note) => `${estimator}: ${note}.`)).join('\n'),
      columns,
    ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function reliabilityLines(fit: Fit): readonly string[] {
  const lines: string[] = [];
  const known = fit.fits.get('btm')?.reliability;
  if (known?.ssr !== null && known?.ssr !== undefined) {
    lines.push(
      `SSR ${digits(known.ssr, 3)} (btm, design: ${fit.design}); separation G ${digits(known.sepG, 2)} as sirt prints it, ` +
        `Rasch separation ${digits(known.raschSeparation, 2)}; SD ${digits(known.sd, 2)} and mean SE ${digits(known.meanSe, 2)} logits.`,
    );
    const warning = ssrWarning(fit.design);
    if (warning !== null) lines.push(`  ! ${warning}`);
    if (fit.correctedSsr !== null) lines.push(`  SSR ${correctionWords(fit.correctedSsr)}`);
  } else if (fit.fits.has('btm')) lines.push('SSR: not available.');
  if (fit.splitHalves !== null) {
    const { by_comparison, by_judge } = fit.splitHalves;
    const noJudges = fit.table.judges.length < 2 ? 'not available (fewer than two judges)' : NO_HALVES;
    lines.push(
      `Split-half by comparison: ${halvesText(by_comparison, NO_HALVES)}; by judge: ${halvesText(by_judge, noJudges)}.`,
    );
  }
  const position = fit.positionEffect;
  lines.push(
    position === null
      ? 'Position effect: not available (the table does not say who was shown first).'
      : `Position effect: ${digits(position.eta, 3)} logits for the first shown (SE ${digits(position.se, 3)}); ` +
          `it won ${digits(100 * position.firstWins, 1)} % of ${position.n}.`,
  );
  return lines;
}

function halvesText(found: SplitHalf | null, without: string): string {
  if (found === null) return without;
  return `${digits(found.reliability, 3)} (Spearman-Brown, mean of ${found.divisions} divisions)`;
}

/** Which rows of a file were left out, and which repeat others; empty where all is in order. */
export function rowLines(read?: Omit<ReadComparisons, 'table'>): readonly string[] {
  if (read === undefined) return [];
  return [
    ...problemLines('impossible rows, left out', read.impossible),
    ...problemLines('rows that repeat an earlier one, kept', read.duplicates),
    ...problemLines('rows kept without their order', read.unordered),
  ];
}

function problemLines(title: string, problems: readonly RowProblem[]): readonly string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MOST_PROBLEMS).map(({ where, problem }) => `  ${where}: ${problem}`);
  const more = problems.length > MOST_PROBLEMS ? [`  and ${problems.length - MOST_PROBLEMS} more`] : [];
  return [`${problems.length} ${title}:`, ...shown, ...more];
}

/** The estimator whose order and misfit the tables show. */
function leadOf(fits: readonly EstimatorFit[]): EstimatorFit | undefined {
  return fits.find(({ estimator }) => estimator === 'btm') ?? fits[0];
}

function itemTable({ table, n, wins }: Fit, fits: readonly EstimatorFit[], columns: number): string {
  const lead = leadOf(fits);
  if (lead === undefined) return '';
  const order = [...table.items.keys()].sort((i, j) => (lead.theta[j] ?? 0) - (lead.theta[i] ?? 0));
  const isLong = order.length > MOST_ROWS;
  const shown = isLong ? [...order.slice(0, EACH_END), ...order.slice(-EACH_END)] : order;
  const head = [
    'item',
    'n',
    'wins',
    ...fits.flatMap(({ estimator }) => [estimator, 'SE']),
    'infit',
    'outfit',
  ];
  const rows = shown.map((i) => {
    const misfit = lead.misfit[i];
    return [
      table.items[i] ?? '',
      String(n[i] ?? 0),
      String(wins[i] ?? 0),
      ...fits.flatMap(({ theta, se }) => [digits(theta[i], 2), digits(se[i], 2)]),
      marked(misfit?.infit),
      digits(misfit?.outfit, 2),
    ];
  });
  const left = order.length - shown.length;
  return `${tableText(head, rows, columns)}${isLong ? `\n${left} items between them are not shown; --json has all.` : ''}`;
}

function judgeTable({ table }: Fit, fits: readonly EstimatorFit[], columns: number): string {
  const lead = leadOf(fits);
  if (lead === undefined || table.judges.length === 0) return '';
  const rows = table.judges.map((id, j) => {
    const { n = 0, infit, outfit } = lead.judgeMisfit[j] ?? {};
    return [id, String(n), marked(infit), digits(outfit, 2)];
  });
  return tableText(['judge', 'n', 'infit', 'outfit'], rows, columns);
}

/** Without its left padding where it would be too wide. */
function tableText(head: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const padded = head.reduce(
    (sum, name, k) => sum + 3 + Math.max(name.length, ...rows.map((row) => row[k]?.length ?? 0)),
    1,
  );
  const text = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true, 'padding-left': padded > columns ? 0 : 1 },
  });
  for (const row of rows) text.push([...row]);
  return text.toString();
}

function marked(infit: number | null | undefined): string {
  const text = digits(infit, 2);
  return infit !== null && infit !== undefined && infit > MISFIT_ABOVE ? `${text} !` : text;
}

function digits(value: number | null | undefined, places: number): string {
  if (value === null || value === undefined) return '–';
  return Number.isFinite(value) ? value.toFixed(places) : 'unknown';
}
