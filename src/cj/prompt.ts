/** The text that a judge reads: the task, the rubric, and both essays in the order shown. */

export interface PromptParts {
  readonly student_prompt_text: string | null;
  readonly judge_rubric_text: string | null;
}

/** Essays stand between delimiters that name them, so that their text cannot pass for instructions. */
export function comparisonPrompt(parts: PromptParts, textA: string, textB: string): string {
  const { student_prompt_text: task, judge_rubric_text: rubric } = parts;
  const given = task === null ? '' : `Assignment given to the students:\n${task}\n\n`;
  const rules = rubric === null ? '' : `Judge by this rubric alone:\n${rubric}\n\n`;
  const essays = `<essay_a>\n${shown(textA)}\n</essay_a>\n\n<essay_b>\n${shown(textB)}\n</essay_b>\n\n`;
  return `${given}${rules}${essays}${QUESTION}`;
}

/** A delimiter in the text of an essay would end it early, and what follows be read as more than an essay. */
function shown(text: string): string {
  // Hardly any text has one, and the search for it takes 3 % of a batch.
  return text.includes('<') ? text.replaceAll(/<(?=\s*\/?\s*essay_[ab]\b)/gi, '&lt;') : text;
}

const QUESTION =
  'Which essay is better, A or B? Give a confidence from 1 to 5 and a justification of at most 50 words.';
