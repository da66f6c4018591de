/** The code blocks of the README, or of another page, in their order. Not a test itself. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface CodeBlock {
  /** `ts`, `js`; empty for a block without a word behind its fence. */
  readonly language: string;
  readonly text: string;
}

const ROOT = resolve(import.meta.dirname, '../..');

export function readmeBlocks(page = 'README.md'): readonly CodeBlock[] {
  const text = readFileSync(resolve(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}
