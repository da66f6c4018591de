/** The advice in plain words, with how sure it is and what it costs. */
import { digits, intervalText, percentText } from '../sweep/format-number.js';
import { wrappedLines } from '../wrapped-lines.js';
import { ADVISE_DEFAULTS, type Advice } from './advise.js';

/** `columns`: what a line may fill. */
export function adviceText(advice: Advice, columns = 120): string {
  return wrappedLines(lines(advice), columns);
}

function lines({
  budget,
  interrupted,
  nodes,
  searched,
  confirmed,
  outcome,
  costUsd,
  comparisons,
  design,
  options,
}: Advice): string {
  const { target, assurance = ADVISE_DEFAULTS.assurance, judge, essays } = options;
  const goal = `${target.name} of at least ${target.value} in ${percentText(assurance)} of single batches`;
  const search = searched.map(
    ({ budget: tried, reached, fitted }) =>
      `  ${String(tried).padStart(6)}  ${percentText(reached.estimate).padStart(6)} [${percentText(reached.low)}, ${percentText(reached.high)}]  fitted ${percentText(fitted)}  ${'█'.repeat(Math.round(20 * reached.estimate))}`,
  );
  const found = confirmed.at(-1);
  const lines = [
    `Goal: ${goal}; ${essays} essays (${nodes} with anchors), judge ${judge}.`,
    `Search (${searched[0]?.reached.n ?? 0} runs a budget): share of batches that reach it, with 95 % intervals (pointwise)`,
    ...search,
    'The monotone curve through these shares (isotonic, straight lines between) names the budget that is confirmed.',
    '',
    ...confirmed.map(
      ({ budget: tried, reached }) =>
        `Confirmation of ${tried} on ${reached.n} seeds never used before: ${percentText(reached.estimate)} [${percentText(reached.low)}, ${percentText(reached.high)}] reach it.`,
    ),
  ];
  if (budget === null || found === undefined) {
    lines.push(
      '',
      interrupted
        ? 'Interrupted: there is no advice yet.'
        : 'No budget up to all pairs asked twice reaches the goal with this judge, as far as these runs show.',
    );
    return `${lines.join('\n')}\n`;
  }
  lines.push(
    '',
    `Advice: a budget of ${budget} comparisons: ${digits(budget / nodes)} per essay as total / n, ${digits((2 * budget) / nodes)} appearances of an essay.`,
    `A batch then has ${target.name} ${intervalText(outcome)} on average, asks ${intervalText(comparisons)} comparisons and costs ${intervalText(costUsd)} USD (means, 95 % intervals).`,
    `Design: ${design}; abilities as the scenario draws them. The lower end of the confirmed share is ${percentText(found.reached.low)}${found.reached.low >= assurance ? '' : `: below ${percentText(assurance)}, so more runs (--confirm-runs) would be needed to be sure`}.`,
  );
  if (target.name === 'ssr' && design !== 'fixed')
    lines.push('The SSR of this design is no reliability: see true_r2 in cjsim sweep coin-toss.');
  return `${lines.join('\n')}\n`;
}
