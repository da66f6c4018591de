import { expect, test } from 'vitest';
import { onOneLine } from '../../src/cj/on-one-line.js';

test('what somebody else wrote stands on one line, steers nothing, and is cut', () => {
  expect(onOneLine(' the page\r\n\u001b[31mis\t\tbroken\n')).toBe('the page [31mis broken');
  expect(onOneLine('abc def', 4)).toBe('abc…');
});
