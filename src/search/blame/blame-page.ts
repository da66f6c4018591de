/** The blame of one case as a section of a Markdown page. */
import type { BlameReport } from './blame-report.js';
import {
  callbackLegend,
  howKnown,
  inSmallestRun,
  MOST_SHOWN,
  sentence,
  storyEnd,
  verdict,
} from './blame-text.js';
import { stepsWords } from './entry-words.js';

export function blamePage(report: BlameReport): string {
  const { failure, needed, story_ends: ends, callbacks } = report;
  const { steps, leftOut } = storyEnd(report);
  const at = failure.step === null ? 'when the world has ended' : `at step ${failure.step}`;
  const shown = needed
    .slice(0, MOST_SHOWN)
    .map(
      (decision, index) =>
        `${index + 1}. ${sentence(decision)} (${stepsWords(decision.steps)}). *Without it:* ${decision.without}.`,
    );
  const left = needed.length - MOST_SHOWN;
  const told = [
    ...(leftOut === null ? [] : [`* (${leftOut})`]),
    ...steps.map(({ step, says }) => `* step ${step}: ${says}`),
    `* ${ends.step === null ? 'at the end' : `after step ${ends.step}`}: \`${ends.rule}\` is broken: ${ends.says}`,
  ];
  const parts = [
    `### ${report.case}`,
    `Fails ${at}: \`${failure.rule}\` (${failure.oracle}): ${failure.says}. ${verdict(report, '')}`,
    ...(shown.length === 0 ? [] : [shown.join('\n')]),
    ...(left > 0 ? [`And ${left} more: \`cjsim blame ${report.case} --json\`.`] : []),
    ...(needed.length === 0 ? [] : [`How it comes about ${inSmallestRun(needed)}:`, told.join('\n')]),
    ...(needed.length === 0 || callbacks.length === 0 ? [] : [callbackLegend(callbacks)]),
    howKnown(report),
  ];
  return `${parts.join('\n\n')}\n`;
}
