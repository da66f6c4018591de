/** A back-test in plain words. */
import Table from 'cli-table3';
import { counted } from '../../report/words-of.js';
import { digits } from '../sweep/format-number.js';
import { wrappedLines } from '../wrapped-lines.js';
import type { Backtest } from './backtest.js';

/** `columns`: what lines of words may fill. */
export function backtestText(found: Backtest, columns = 120): string {
  return wrappedLines(text(found), columns);
}

function text({
  fitted,
  simulated,
  simulations,
  priorSd,
  positionEffect,
  notes,
  predictions,
}: Backtest): string {
  const table = new Table({
    head: ['statistic', 'real half', '90 % predicted', 'median', 'inside'],
    style: { head: [], border: [], compact: true },
  });
  for (const { statistic, real, low, median, high, inside } of predictions) {
    const said = real === null ? 'not available' : digits(real);
    table.push([
      statistic,
      said,
      `${digits(low)} to ${digits(high)}`,
      digits(median),
      inside === null ? '–' : inside ? 'yes' : 'NO',
    ]);
  }
  const available = predictions.filter(({ inside }) => inside !== null).length;
  const outside = predictions.filter(({ inside }) => inside === false).length;
  const verdict =
    available === 0
      ? 'The session is too small or too one-sided for any of the three.'
      : outside === 0
        ? `The simulation predicts this session: ${available < predictions.length ? `the ${available} of ${predictions.length} real values that there are lie inside their intervals` : 'every real value lies inside its interval'}.`
        : `${outside} of ${available} real values lie outside: the session has something that a Bradley-Terry judge does not (one in ten does by chance alone).`;
  return [
    [
      `Fitted on ${counted(fitted, 'decision')} (SD of abilities ${digits(priorSd)} logits, position effect ` +
        `${digits(positionEffect)}), ${counted(simulated, 'other')} simulated ${simulations} times on their own pairs.`,
      ...notes.map((note) => `  ! ${note}.`),
    ].join('\n'),
    table.toString(),
    `${verdict}\n`,
  ].join('\n\n');
}
