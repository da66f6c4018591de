/** The advice in plain words, with how sure it is and what it costs. */
import type { Distribution } from '../../cj/distribution.js';
import { widestOf } from '../../report/cell-width.js';
import { PLAIN } from '../../report/style.js';
import { type Column, TABLE_GAP, table } from '../../report/table.js';
import { counted, percentBeside } from '../../report/words-of.js';
import { digits, intervalText } from '../sweep/format-number.js';
import { wrappedLines } from '../wrapped-lines.js';
import { type Advice, asked, type BudgetShare } from './advise.js';
import type { TriedBudget } from './budget-trials.js';
import type { TargetName } from './targets.js';

/** `columns`: what a line may fill. */
export function adviceText(advice: Advice, columns = 120): string {
  const blocks = [
    wrappedLines(goalLines(advice).join('\n'), columns),
    searchBlock(advice, columns),
    wrappedLines(confirmationLines(advice).join('\n'), columns),
    wrappedLines(resultLines(advice).join('\n'), columns),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const MEANINGS: Readonly<Record<TargetName, string>> = {
  'true-correlation': 'the correlation of the scores with the true abilities, over the students alone',
  'grade-agreement': 'the share of students with the grade that they would get at their true abilities',
  ssr: 'the scale separation reliability, over students and anchors together',
};

function goalLines({ class: advised, options }: Advice): readonly string[] {
  const { target, essays, judge } = options;
  const { assurance, scenario, strategy } = asked(options);
  const { anchors, abilities, isListed, spread } = advised;
  const lines = [
    `Goal: ${target.name} of at least ${target.value} in ${percentOf(assurance)} of single batches.`,
    `${target.name} is ${MEANINGS[target.name]}.`,
    `Class: ${counted(essays, 'essay')} and ${anchors === 0 ? 'no anchors' : counted(anchors, 'anchor')}, as in the scenario ${scenario}; ` +
      `abilities of the students ${abilityWords(abilities)}${isListed ? ', with mean and SD of the essays that it lists' : ''}.`,
    `Judge ${judge}; pairs by ${strategy}.${advised.faults === 0 ? '' : ` The ${counted(advised.faults, 'fault')} of the scenario ${advised.faults === 1 ? 'strikes' : 'strike'} here too.`}`,
  ];
  if (target.name === 'ssr' && spread.anchors !== null && spread.anchors > 2 * spread.students)
    lines.push(
      `! The anchors are much further apart (SD ${digits(spread.anchors)} logits) than the students (SD ${digits(spread.students)}): this SSR says how well the anchors are told apart, not the students. Ask for true-correlation.`,
    );
  return lines;
}

function abilityWords(abilities: Distribution): string {
  if (typeof abilities === 'number') return `all ${abilities} logits`;
  if ('constant' in abilities) return `all ${abilities.constant} logits`;
  if ('uniform' in abilities) return `evenly from ${abilities.uniform[0]} to ${abilities.uniform[1]} logits`;
  if ('normal' in abilities)
    return `normal (mean ${abilities.normal.mean}, SD ${abilities.normal.sd} logits)`;
  if ('lognormal' in abilities)
    return `log-normal (median ${abilities.lognormal.median}, SD of the logarithm ${abilities.lognormal.sigma})`;
  return `exponential (mean ${abilities.exponential.mean} logits)`;
}

const BAR = 20;

function searchBlock({ searched, options }: Advice, columns: number): string {
  const [first] = searched;
  if (first === undefined) return '';
  const { assurance } = asked(options);
  const percent = (share: number): string => percentBeside(share, assurance);
  const isPartial = searched.some(({ unmeasured }) => unmeasured > 0);
  const shown: Column<BudgetShare>[] = [
    { head: 'comparisons', right: true, cell: ({ budget }) => String(budget) },
    { head: 'reach it', right: true, cell: ({ reached }) => percent(reached.estimate) },
    { head: '95 % interval', right: true, cell: ({ reached }) => intervalOf(reached, assurance) },
    { head: 'monotone', right: true, cell: ({ fitted }) => percent(fitted) },
  ];
  if (isPartial) shown.push({ head: 'no value', right: true, cell: ({ unmeasured }) => String(unmeasured) });
  const bar: Column<BudgetShare> = {
    head: '',
    cell: ({ reached }) => '█'.repeat(Math.round(BAR * reached.estimate)),
  };
  const plain = table(searched, shown, PLAIN);
  const isWide = widestOf(plain.split('\n')) + TABLE_GAP + BAR <= columns;
  const lines = [
    wrappedLines(
      `Search: ${counted(first.reached.n, 'batch', 'batches')} a budget, and the share of them that reach the goal (intervals pointwise; monotone: the shares made not to fall, by isotonic regression).`,
      columns,
    ),
    isWide ? table(searched, [...shown, bar], PLAIN) : plain,
  ];
  if (isPartial) lines.push(wrappedLines(NO_VALUE, columns));
  return lines.join('\n');
}

const NO_VALUE =
  'Batches with no value count as not reaching the goal: they have no finite scale or no spread, no grades, or failed.';

function confirmationLines({ confirmed, options }: Advice): readonly string[] {
  if (confirmed.length === 0) return [];
  const { assurance } = asked(options);
  return [
    'The smallest budget that the monotone curve names (straight lines between budgets) is confirmed, on up to four times as many batches where its share is near the goal (intervals: 95 % over these looks); where it fails, the next.',
    ...confirmed.map(
      ({ budget, reached, unmeasured }) =>
        `Confirmation of ${budget} on ${counted(reached.n, 'batch', 'batches')} with seeds never used before: ${percentBeside(reached.estimate, assurance)} ${intervalOf(reached, assurance)} reach it${unmeasured === 0 ? '' : ` (${unmeasured} with no value)`}.`,
    ),
  ];
}

function resultLines(advice: Advice): readonly string[] {
  const { budget, interrupted, confirmed, nodes, options, searched } = advice;
  const found = confirmed.at(-1);
  if (budget === null || found === undefined) {
    return [
      interrupted
        ? 'Interrupted: there is no advice yet.'
        : 'No budget up to all pairs asked twice reaches the goal with this judge, as far as these runs show.',
    ];
  }
  const lines = [
    `Advice: a budget of ${counted(budget, 'comparison')}: ${digits(budget / nodes)} per essay or anchor as total / n, which is ${digits((2 * budget) / nodes)} appearances of each.`,
  ];
  if (budget === searched[0]?.budget)
    lines.push('No smaller budget was tried: a smaller one may reach the goal too.');
  lines.push(
    batchLine(advice),
    pairsLine(advice),
    sureLine(found, asked(options).assurance, confirmed.length),
  );
  if (options.target.name === 'ssr' && advice.design !== 'fixed')
    lines.push('Under this design SSR can be too high: see true_r2 in cjsim sweep coin-toss.');
  return lines;
}

function batchLine({ outcome, comparisons, costUsd, options, class: advised }: Advice): string {
  const asks = `A batch then has ${options.target.name} ${intervalText(outcome)} on average, asks ${intervalText(comparisons)} comparisons`;
  return advised.isPriced
    ? `${asks} and costs ${intervalText(costUsd)} USD (means, 95 % intervals).`
    : `${asks} (means, 95 % intervals). The cost is not known: the judge profile ${options.judge} has no price.`;
}

const DESIGN_WORDS: Readonly<Record<string, string>> = {
  fixed: 'no pair depended on earlier results (a fixed design)',
  adaptive: 'pairs depended on earlier results (an adaptive design)',
  mixed: 'in some batches pairs depended on earlier results (an adaptive design), in others none did',
};

function pairsLine({ design, options }: Advice): string {
  return `Pairs were chosen by ${asked(options).strategy}: ${DESIGN_WORDS[design] ?? design}.`;
}

function sureLine({ reached }: TriedBudget, assurance: number, tried: number): string {
  const low = percentBeside(reached.low, assurance);
  if (reached.low >= assurance) return `The lower end of the confirmed share is ${low}.`;
  const luck =
    tried === 1
      ? ''
      : ` Of ${tried} budgets that were confirmed it is the first that passed, which favours a lucky one.`;
  return `The lower end of the confirmed share is ${low}, below ${percentOf(assurance)}: more runs (--confirm-runs) would be needed to be sure.${luck}`;
}

function intervalOf({ low, high }: BudgetShare['reached'], assurance: number): string {
  return `[${percentBeside(low, assurance)}, ${percentBeside(high, assurance)}]`;
}

/** With all digits that were asked for: 99.9 %. */
function percentOf(share: number): string {
  return `${Number((100 * share).toFixed(6))} %`;
}
