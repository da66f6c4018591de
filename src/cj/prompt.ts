/** The text that a judge reads: the task, the rubric, and both essays in the order shown. */

export interface PromptParts {
  readonly student_prompt_text: string | null;
  readonly judge_rubric_text: string | null;
}

/** Essays stand between delimiters that name them, so that their text cannot pass for instructions. */
export function comparisonPrompt(parts: PromptParts, textA: string, textB: string): string {
  return [
    parts.student_prompt_text === null
      ? ''
      : `Assignment given to the students:\n${parts.student_prompt_text}`,
    parts.judge_rubric_text === null ? '' : `Judge by this rubric alone:\n${parts.judge_rubric_text}`,
    `<essay_a>\n${textA}\n</essay_a>`,
    `<essay_b>\n${textB}\n</essay_b>`,
    'Which essay is better, A or B? Give a confidence from 1 to 5 and a justification of at most 50 words.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
