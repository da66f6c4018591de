/** The shipped experiments for people and as JSON. */
import { shippedNames } from '../files/package-data.js';
import { loadExperiment } from '../lab/sweep/load-experiment.js';
import { wrapped } from '../report/words-of.js';
import { jsonText } from './json-text.js';

const INDENT = 4;

interface ListedExperiment {
  /** As `cjsim sweep` takes it. */
  readonly name: string;
  /** In one line. */
  readonly title: string;
  /** What it asks. */
  readonly question: string;
}

export function sweepList(isJson: boolean, width: number): string {
  const rows = shippedNames('experiments').map((name): ListedExperiment => {
    const { title, question } = loadExperiment(name);
    return { name, title, question: question.trim().replace(/\s+/g, ' ') };
  });
  if (isJson) return jsonText(rows);
  const indent = ' '.repeat(INDENT);
  return rows
    .map(
      ({ name, title, question }) =>
        `${wrapped(`${name}: ${title}`, width, INDENT)}\n${indent}${wrapped(question, width, INDENT)}\n`,
    )
    .join('');
}
