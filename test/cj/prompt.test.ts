import { expect, test } from 'vitest';
import { comparisonPrompt } from '../../src/cj/prompt.js';

test('a prompt has the task, the rubric, and both essays in the order shown, between delimiters', () => {
  const prompt = comparisonPrompt(
    { student_prompt_text: 'Write.', judge_rubric_text: 'Ideas first.' },
    'Text one.',
    'Text two.',
  );
  expect(prompt.split('\n\n').slice(0, 4)).toEqual([
    'Assignment given to the students:\nWrite.',
    'Judge by this rubric alone:\nIdeas first.',
    '<essay_a>\nText one.\n</essay_a>',
    '<essay_b>\nText two.\n</essay_b>',
  ]);
});

test('what is not given is left out', () => {
  expect(comparisonPrompt({ student_prompt_text: null, judge_rubric_text: null }, 'a', 'b')).toMatch(
    /^<essay_a>/,
  );
});
