/** The result of `cjsim check` for people: a line a check, with the rows that show a failure; or as Markdown. */
import type { CheckResult } from './check.js';
import { PLAIN, type Style } from './style.js';
import { viewTable } from './view-table.js';
import { counted, wrapped } from './words-of.js';

/** Rows of a failure that are shown. */
const SHOWN_ROWS = 5;
/** Of what stands beside a verdict. */
const INDENT = 6;

export function checkText(results: readonly CheckResult[], style: Style, width = 80): string {
  const lines = results.map(({ id, title, verdict, rows }) => {
    const word = { PASS: style.good('PASS'), FAIL: style.bad('FAIL'), NOT_APPLICABLE: style.dim('  – ') }[
      verdict
    ];
    const evidence =
      rows.length === 0
        ? ''
        : `\n${indented(`${viewTable(rows.slice(0, SHOWN_ROWS), style, width - INDENT)}${more(rows.length)}`)}`;
    return `${word}  ${wrapped(`${id}: ${title}`, width, INDENT)}${evidence}`;
  });
  return `${lines.join('\n')}\n\n${tally(results)}\n`;
}

export function checkMarkdown(results: readonly CheckResult[]): string {
  const rows = results.map(
    ({ id, title, verdict }) => `| ${verdict.replace('_', ' ')} | \`${id}\` | ${title} |`,
  );
  const evidence = results
    .filter(({ rows: broken }) => broken.length > 0)
    .map(
      ({ id, rows: broken }) =>
        `### ${id}\n\n\`\`\`\n${viewTable(broken.slice(0, SHOWN_ROWS), PLAIN)}${more(broken.length)}\`\`\``,
    );
  return `${['| verdict | check | what it says |', '| --- | --- | --- |', ...rows].join('\n')}\n\n${[tally(results), ...evidence].join('\n\n')}\n`;
}

function tally(results: readonly CheckResult[]): string {
  const of = (verdict: CheckResult['verdict']) =>
    results.filter((result) => result.verdict === verdict).length;
  return `${counted(of('PASS'), 'check')} passed, ${of('FAIL')} failed, ${of('NOT_APPLICABLE')} not applicable`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(INDENT)}${line}`)
    .join('\n');
}

function more(rows: number): string {
  return rows > SHOWN_ROWS ? `… and ${rows - SHOWN_ROWS} more\n` : '';
}
