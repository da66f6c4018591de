/** An example of the help that is wider than the screen: broken before a flag, as late as it fits. */
import { expect, test } from 'vitest';
import { brokenLine } from '../../src/commands/broken-line.js';

const LINE = 'cjsim run eng5 --seed 7 --quiet';

test('a line that fits, its indentation counted, stays whole', () => {
  expect(brokenLine(LINE, LINE.length + 2)).toBe(LINE);
  expect(brokenLine(LINE, LINE.length + 1)).toContain(' \\\n');
});

test('a broken line fits to the last column, the indentation of what follows and its backslash counted', () => {
  const lines = (width: number) =>
    brokenLine(LINE, width)
      .split('\n')
      .map((line) => line.trim());
  const first = 'cjsim run eng5 --seed 7 \\';
  const widthOfFirst = `      ${first}`.length;
  expect(lines(widthOfFirst)).toEqual([first, '--quiet']);
  expect(lines(widthOfFirst - 1)).toEqual(['cjsim run eng5 \\', '--seed 7 --quiet']);
});
