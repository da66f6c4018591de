/**
 * Runs the code blocks of a page as somebody would who types them, from top to bottom in one empty folder. A block
 * ```console holds lines that begin with `$ `, each followed by what it prints (a line `…` stands for any lines); a
 * block with a file name behind its language is written to that file. Not a test itself.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { shell } from '../cli/running.js';

const ROOT = resolve(import.meta.dirname, '../..');
const BLOCK = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** The page as it would be with what its commands print now. */
export function replayedPage(page: string): { readonly written: string; readonly now: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim page '));
  const written = readFileSync(join(ROOT, page), 'utf8');
  try {
    const now = written.replace(BLOCK, (whole, language: string, file: string | undefined, text: string) => {
      if (language === 'console') return `\`\`\`console\n${replayedSession(text, folder)}\`\`\``;
      if (file !== undefined) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      return whole;
    });
    return { written, now };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function replayedSession(text: string, folder: string): string {
  return text
    .split(/^(?=\$ )/m)
    .map((part) => {
      const [, command = '', said = ''] = /^\$ ((?:.*\\\n)*.*\n)([\s\S]*)$/.exec(part) ?? [];
      const line = `exec 2>&1\n${command}`;
      const { out } = shell(line, { folder, env: { COLUMNS: '80', FORCE_COLOR: undefined } });
      return `$ ${command}${matches(said, out) ? said : out}`;
    })
    .join('');
}

/** Whether the output is what the page shows; `…` on a line of its own stands for any lines. */
function matches(said: string, out: string): boolean {
  if (!/^…$/m.test(said)) return said === out;
  const parts = said.split(/^…\n/m).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.*\\n)*?')}$`).test(out);
}
