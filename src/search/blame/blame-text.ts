/** A blame for a person: what failed, what it needs, step by step how it came about, and how this is known. */

import type { Style } from '../../report/style.js';
import { counted, wrapped } from '../../report/words-of.js';
import type { BlameReport, NeededDecision } from './blame-report.js';
import { stepsWords } from './entry-words.js';

/** Longest list that is shown whole. */
export const MOST_SHOWN = 12;
/** Longest story that is told whole, in steps. */
const MOST_STORY_STEPS = 16;
/** What nothing out of the way means. */
export const NEUTRAL =
  'median times, no fault by chance, no error of the judge, the first consumer, and the order of sending where several things are due at the same moment';

export function blameText(
  report: BlameReport,
  { style, columns }: { readonly style: Style; readonly columns: number },
): string {
  const paragraphs = [
    ...failureLines(report, style, columns),
    '',
    verdict(report, ` (${NEUTRAL})`),
    ...neededLines(report, columns),
    '',
    storyHead(report, style),
    ...storyLines(report, columns),
    ...(report.callbacks.length === 0 ? [] : ['', callbackLegend(report.callbacks)]),
    '',
    howKnown(report),
  ];
  return `${paragraphs.map((text) => (text.startsWith(' ') ? text : wrapped(text, columns, 0))).join('\n')}\n`;
}

function failureLines(
  { case: name, policy, defects, seed, failure }: BlameReport,
  style: Style,
  columns: number,
): readonly string[] {
  const { rule, oracle, says, step, batch, batch_state } = failure;
  const having = defects.length === 0 ? '' : ` with ${defects.join(', ')}`;
  const where = step === null ? 'when it has ended' : `at step ${step}`;
  const about = batch === null ? 'State of the batches' : `State of batch ${batch}`;
  return [
    `${style.bold(name)} under ${policy}${having}, seed ${seed}, fails ${where}:`,
    `  ${wrapped(`${style.bad(rule)} (${oracle}): ${says}`, columns, 2)}`,
    `  ${about}: ${batch_state}`,
  ];
}

/** One paragraph that answers: does it need chance, and how much of it? `neutral` explains the word. */
export function verdict(report: BlameReport, neutral: string): string {
  const { decisions, needed, against, other_seeds: seeds, one_minimal } = report;
  const others = `${seeds.fail} of ${counted(seeds.runs, 'world')} in which another seed decides everything`;
  const isOne = needed.length === 1;
  switch (report.verdict) {
    case 'needs_none':
      return `It needs no random decision. Chance decided ${counted(decisions, 'thing')} before the failure; with all of them neutral${neutral} it fails in the same way, and so do ${others}. The scenario and the rules alone bring it about.`;
    case 'avoidable':
      return `It needs nothing special of chance, but chance can avoid it. With all ${decisions} random decisions neutral${neutral} it fails in the same way, and so do ${others}. In the world of ${against} it does not happen. Put into that world, ${isOne ? 'this one decision' : `these ${needed.length} decisions`} of the case ${isOne ? 'brings' : 'bring'} it back:`;
    case 'needs_some':
      return `It needs ${one_minimal ? '' : 'at most '}${isOne ? 'one' : needed.length} of the ${decisions} random decisions that were taken before it; all others may be neutral${neutral}:`;
  }
}

function neededLines({ needed }: BlameReport, columns: number): readonly string[] {
  if (needed.length === 0) return [];
  const shown = needed.slice(0, MOST_SHOWN).flatMap((decision, index) => {
    const number = `${index + 1}.`.padEnd(4);
    return [
      `  ${number}${wrapped(`${sentence(decision)} (${stepsWords(decision.steps)}).`, columns, 6)}`,
      `      ${wrapped(`Without it: ${decision.without}.`, columns, 6)}`,
    ];
  });
  const left = needed.length - MOST_SHOWN;
  return ['', ...shown, ...(left > 0 ? [`  and ${left} more, which --json lists`] : [])];
}

export function sentence({ says }: Pick<NeededDecision, 'says'>): string {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
}

function storyHead({ needed }: BlameReport, style: Style): string {
  const where = needed.length === 0 ? '' : ` ${inSmallestRun(needed)}`;
  return `${style.bold('How it comes about')}${where}:`;
}

/** Where the story of a failure plays that needs decisions. */
export function inSmallestRun(needed: BlameReport['needed']): string {
  return `in the run that has ${needed.length === 1 ? 'this decision' : 'these decisions'} alone`;
}

/** The end of a story, with a word on what is left out. */
export function storyEnd({ story }: BlameReport): {
  readonly steps: BlameReport['story'];
  readonly leftOut: string | null;
} {
  const steps = story.slice(-MOST_STORY_STEPS);
  const count = story.length - steps.length;
  return {
    steps,
    leftOut: count === 0 ? null : `${counted(count, 'earlier step')} that they touch: --json lists them`,
  };
}

function storyLines(report: BlameReport, columns: number): readonly string[] {
  const { story_ends: failure } = report;
  const { steps, leftOut } = storyEnd(report);
  const width = Math.max(...steps.map(({ step }) => String(step).length), 1);
  const lines = steps.map(
    ({ step, says }) => `  step ${String(step).padStart(width)}  ${wrapped(says, columns, 9 + width)}`,
  );
  const broken = failure.step === null ? 'at the end' : `after step ${failure.step}`;
  return [
    ...(leftOut === null ? [] : [`  (${leftOut})`]),
    ...lines,
    `  ${wrapped(`${sentence({ says: broken })} ${failure.rule} is broken: ${failure.says}.`, columns, 2)}`,
  ];
}

/** The callbacks are numbered as their comparisons are. */
export function callbackLegend(callbacks: BlameReport['callbacks']): string {
  return `Callbacks answer the comparisons of their numbers: ${callbacks.join('; ')}.`;
}

/** How the answer was found, and how far it goes. */
export function howKnown(report: BlameReport): string {
  const { one_by_one, one_minimal, needed, runs, other_seeds, verdict: kind } = report;
  const { changed, matter } = one_by_one;
  const alone = `Changed one at a time while all others stay, ${matter.length === 0 ? 'none' : matter.length} of ${counted(changed, 'decision')} ${matter.length > 1 ? 'make' : 'makes'} it go away.`;
  const minimal =
    needed.length === 0
      ? ''
      : one_minimal
        ? ' The set is 1-minimal (ddmin): without any one of it the case does not fail in this way.'
        : ' The set is not shown to be 1-minimal: the runs were used up, and --runs gives more.';
  const often =
    other_seeds.fail * 2 > other_seeds.runs ? ', as most seeds take such decisions somewhere' : '';
  const chance =
    kind === 'needs_some'
      ? ` ${other_seeds.fail} of ${counted(other_seeds.runs, 'other seed')} fail in this way${often}.`
      : '';
  return `${alone}${minimal}${chance} The same way means the same oracle, rule and state of the batch. ${counted(runs, 'run')}.`;
}
