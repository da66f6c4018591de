/** docs/reference/sweep-tables.md: every column of the tables of a sweep, with its unit and meaning. */
import { OUTCOME_NAMES, OUTCOMES, type OutcomeInfo } from '../../src/lab/sweep/outcome-list.js';
import { LABELS } from '../../src/lab/sweep/tidy-rows.js';
import { DIFFERENCE_COLUMNS } from '../../src/lab/sweep/write-differences.js';
import { code, table } from './table.js';

export function sweepTablesPage(): string {
  return [
    '# Tables of a sweep',
    '',
    'What `cjsim sweep` writes, one row a batch of a run. Comma, UTF-8, a decimal point, a field that is empty where there',
    'is no value (an unknown truth, no anchors, a failed batch, a net too one-sided for `btm`). Parquet and the table',
    '`runs` of `results.db` hold the same columns; `headers` has a row an `arm`: `header` is what it runs, as JSON (`scenario`,',
    "the judge's `profiles`, `stop` for `lab.stop`), and `configuration` a hash of that and of cjsim's version.",
    '',
    '## results.csv',
    '',
    table(
      ['column', 'type', 'meaning'],
      [
        ...LABELS.map(({ name, type, describe }) => [code(name), type, describe]),
        [
          code('set:KEY'),
          'integer, number or text',
          'A factor of the design: number if it is one in every arm, integer if it is whole in each',
        ],
      ],
    ),
    '',
    'Then the outcomes. Scores and abilities are in logits. n is the essays in the net, anchors included; outcomes of',
    'the truth are over all of them whose ability is known, grades over the students alone.',
    '',
    table(
      ['outcome', 'unit', 'from', 'to', 'better', 'meaning'],
      OUTCOME_NAMES.map((name) => {
        const info: OutcomeInfo = OUTCOMES[name];
        const [least, most] = info.range.map((end) => (Number.isFinite(end) ? String(end) : ''));
        return [code(name), info.unit, least ?? '', most ?? '', info.better ?? '', info.describe];
      }),
    ),
    '',
    'Outcomes in shares of runs are 0 or 1 in a row.',
    '',
    '## differences.csv',
    '',
    table(
      ['column', 'meaning'],
      Object.entries(DIFFERENCE_COLUMNS).map(([name, describe]) => [code(name), describe]),
    ),
    '',
    '## In R and Python',
    '',
    '```r',
    "runs <- read.csv('results/results.csv', check.names = FALSE)",
    'aggregate(true_correlation ~ arm, runs, function(x) c(mean = mean(x), t.test(x)$conf.int))',
    '```',
    '',
    '```python',
    'import pandas as pd',
    "runs = pd.read_csv('results/results.csv', dtype={'seed': str})",
    "wide = runs.pivot(index='seed', columns='arm', values='true_correlation')  # paired by seed",
    '```',
  ].join('\n');
}
