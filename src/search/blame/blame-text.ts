/** A blame for a person: what failed, what it needs, step by step how it came about, and how this is known. */

import type { Style } from '../../report/style.js';
import { counted, wrapped } from '../../report/words-of.js';
import type { BlameReport, NeededDecision } from './blame-report.js';
import { stepsWords } from './entry-words.js';

/** Longest list that is shown whole. */
const MOST_SHOWN = 12;
const NEUTRAL =
  'median times, no fault by chance, no error of the judge, the first consumer, and the order of sending where several things are due at the same moment';

export function blameText(
  report: BlameReport,
  { style, columns }: { readonly style: Style; readonly columns: number },
): string {
  const paragraphs = [
    ...failureLines(report, style),
    '',
    verdict(report),
    ...neededLines(report, columns),
    '',
    wrapped(storyHead(report, style), columns, 0),
    ...storyLines(report, columns),
    '',
    howKnown(report),
  ];
  return `${paragraphs.map((text) => (text.startsWith(' ') ? text : wrapped(text, columns, 0))).join('\n')}\n`;
}

function failureLines(
  { case: name, policy, defects, seed, failure }: BlameReport,
  style: Style,
): readonly string[] {
  const { rule, oracle, says, step, batch, batch_state } = failure;
  const having = defects.length === 0 ? '' : ` with ${defects.join(', ')}`;
  const where = step === null ? 'when it has ended' : `at step ${step}`;
  const about = batch === null ? 'State of the batches' : `State of batch ${batch}`;
  return [
    `${style.bold(name)} under ${policy}${having}, seed ${seed}, fails ${where}:`,
    `  ${style.bad(rule)} (${oracle}): ${says}`,
    `  ${about}: ${batch_state}`,
  ];
}

/** One paragraph that answers: does it need chance, and how much of it? */
export function verdict(report: BlameReport): string {
  const { decisions, needed, against, other_seeds: seeds, one_minimal } = report;
  const share = `${seeds.fail} of ${counted(seeds.runs, 'world')} in which another seed decides everything`;
  switch (report.verdict) {
    case 'needs_none':
      return `It needs no random decision. Chance decided ${counted(decisions, 'thing')} before the failure; with all of them neutral (${NEUTRAL}) it fails in the same way, and so do ${share}. The scenario and the rules alone bring it about.`;
    case 'avoidable':
      return `It needs nothing special of chance, but chance can avoid it. With all ${decisions} random decisions neutral (${NEUTRAL}) it fails in the same way, and so do ${share}. In the world of ${against} it does not happen; put into that world, ${these(needed.length)} of the case ${needed.length === 1 ? 'brings' : 'bring'} it back.`;
    case 'needs_some':
      return `It needs ${needed.length === 1 ? 'one' : needed.length} of the ${decisions} random decisions that were taken before it${one_minimal ? '' : ' at most'}. All others may be neutral: ${NEUTRAL}.`;
  }
}

function these(count: number): string {
  return count === 1 ? 'this one decision' : `these ${count} decisions`;
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

function storyHead({ needed, story }: BlameReport, style: Style): string {
  const whose =
    needed.length === 0
      ? ''
      : ` in the run that has ${needed.length === 1 ? 'this decision' : 'these decisions'} alone`;
  const callbacks = story.some(({ says }) => says.includes('callback'))
    ? ' (callback 7 is the answer to comparison 7)'
    : '';
  return `${style.bold('How it comes about')}${whose}${callbacks}:`;
}

function storyLines({ story, story_ends: failure }: BlameReport, columns: number): readonly string[] {
  const width = Math.max(...story.map(({ step }) => String(step).length), 1);
  const lines = story.map(
    ({ step, says }) => `  step ${String(step).padStart(width)}  ${wrapped(says, columns, 9 + width)}`,
  );
  const broken = failure.step === null ? 'at the end' : `after step ${failure.step}`;
  return [
    ...lines,
    `  ${wrapped(`${sentence({ says: broken })} ${failure.rule} is broken: ${failure.says}.`, columns, 2)}`,
  ];
}

/** How the answer was found, and how far it goes. */
export function howKnown(report: BlameReport): string {
  const { one_by_one, one_minimal, needed, runs, verdict: kind } = report;
  const alone = `Changing one decision at a time and leaving the others (common random numbers): ${one_by_one.matter.length} of ${one_by_one.changed} matter by themselves.`;
  const minimal =
    needed.length === 0
      ? ''
      : one_minimal
        ? ' The set is 1-minimal (ddmin): leave out any one of it, and the case does not fail in this way.'
        : ' The set is not shown to be minimal: the runs were used up. Give more with --runs.';
  const chance =
    kind === 'needs_some'
      ? ` Of ${counted(report.other_seeds.runs, 'other seed')} ${report.other_seeds.fail} fail in the same way.`
      : '';
  return `${alone}${minimal}${chance} The same way means: the same oracle, rule and state of the batch. ${counted(runs, 'run')}.`;
}
