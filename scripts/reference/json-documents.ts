/** What commands print with `--json`, but for the JSON result: the command line, and the type that says the keys. */
import { DeclaredKeys, type ElsewhereTypes, type KeyTable } from './declared-keys.js';

export interface JsonDocument {
  readonly command: string;
  /** What is typed, beside `--json`. */
  readonly line: string;
  readonly prints: string;
  /** File and interface of the object, or of each object of the list; none where the keys are the user's own. */
  readonly type?: readonly [file: string, name: string];
}

/** Commands that print the JSON result, which has a page of its own. */
export const RESULT_COMMANDS = ['run', 'fork', 'eng5-runner'] as const;

export const JSON_DOCUMENTS: readonly JsonDocument[] = [
  {
    command: 'advise',
    line: 'cjsim advise',
    prints: 'One object. Intervals are of 95 %.',
    type: ['src/lab/advise/advice-json.ts', 'AdviceDocument'],
  },
  {
    command: 'backtest',
    line: 'cjsim backtest FILE.csv',
    prints: 'One object.',
    type: ['src/lab/backtest/backtest-json.ts', 'BacktestDocument'],
  },
  {
    command: 'blame',
    line: 'cjsim blame CASE',
    prints: 'One object.',
    type: ['src/commands/blame.ts', 'BlameDocument'],
  },
  {
    command: 'check',
    line: 'cjsim check',
    prints: 'One object.',
    type: ['src/commands/check.ts', 'CheckDocument'],
  },
  {
    command: 'defects',
    line: 'cjsim defects',
    prints: 'A list of objects; `cjsim defects show NAME --json` one of them.',
    type: ['src/commands/defects.ts', 'Shown'],
  },
  {
    command: 'diff',
    line: 'cjsim diff A B',
    prints: 'One object.',
    type: ['src/commands/diff.ts', 'DiffDocument'],
  },
  {
    command: 'fit',
    line: 'cjsim fit FILE.csv',
    prints: 'One object, of one estimator.',
    type: ['src/lab/fit/fit-document.ts', 'FitDocument'],
  },
  {
    command: 'fuzz',
    line: 'cjsim fuzz',
    prints: 'One object.',
    type: ['src/search/hunt-report.ts', 'HuntReport'],
  },
  {
    command: 'fuzz',
    line: 'cjsim fuzz --mutants',
    prints: 'One object.',
    type: ['src/search/mutant-table.ts', 'MutantJson'],
  },
  {
    command: 'inspect',
    line: 'cjsim inspect',
    prints: 'One object: the views that were asked for, each a list of rows.',
    type: ['src/report/inspect-document.ts', 'InspectDocument'],
  },
  {
    command: 'invariants',
    line: 'cjsim invariants',
    prints: 'A list of objects.',
    type: ['src/commands/invariants.ts', 'Listed'],
  },
  {
    command: 'project',
    line: 'cjsim project RANKING.csv --scale NAME',
    prints: 'One object.',
    type: ['src/commands/project.ts', 'ProjectionDocument'],
  },
  {
    command: 'ps',
    line: 'cjsim ps',
    prints: 'A list of objects, one an actor.',
    type: ['src/report/actors.ts', 'ActorRow'],
  },
  {
    command: 'repro',
    line: 'cjsim repro CASE',
    prints: 'One object.',
    type: ['src/commands/repro.ts', 'ReproDocument'],
  },
  {
    command: 'repro',
    line: 'cjsim repro CASE --shrink',
    prints: 'One object.',
    type: ['src/commands/repro.ts', 'ShrinkDocument'],
  },
  {
    command: 'scenarios',
    line: 'cjsim scenarios',
    prints: 'A list of objects.',
    type: ['src/commands/scenarios.ts', 'ListedScenario'],
  },
  {
    command: 'scenarios',
    line: 'cjsim scenarios show NAME',
    prints: 'The file of the scenario as one object, with [its keys](scenario.md).',
  },
  {
    command: 'sql',
    line: 'cjsim sql STATEMENTS',
    prints:
      'A list a statement that gives rows: an object a row, whose keys are the columns of the statement. Bytes, and whole\n' +
      'numbers beyond 2^53, are text.',
  },
  {
    command: 'sweep',
    line: 'cjsim sweep EXPERIMENT',
    prints:
      'One object, also of `cjsim sweep merge DIR… --out DIR --json`. Outcomes go by [their names](sweep-tables.md), intervals\n' +
      'are of 95 %.',
    type: ['src/lab/sweep/summary-json.ts', 'SweepDocument'],
  },
  {
    command: 'sweep',
    line: 'cjsim sweep list',
    prints: 'A list of objects.',
    type: ['src/commands/sweep-list.ts', 'ListedExperiment'],
  },
  {
    command: 'sweep',
    line: 'cjsim sweep rerun ROW',
    prints: 'One object.',
    type: ['src/commands/sweep.ts', 'RerunDocument'],
  },
];

/** Of several shapes, or too many words for a cell of a table. */
const ELSEWHERE: ElsewhereTypes = new Map([
  ['BatchState', 'a [state](json-result.md#batches)'],
  ['UploadStatus', 'a [status](json-result.md#batches)'],
  ['OutcomeName', 'an [outcome](sweep-tables.md#resultscsv)'],
  ['DecisionRecord', 'keys, as [there](json-result.md#batchesdecisions)'],
  ['Fact', 'keys'],
]);

let known: DeclaredKeys | undefined;

/** Empty where the keys are the user's own. */
export function keyTablesOf({ type }: JsonDocument): readonly KeyTable[] {
  if (type === undefined) return [];
  known ??= new DeclaredKeys(
    JSON_DOCUMENTS.flatMap((document) => document.type?.[0] ?? []),
    ELSEWHERE,
  );
  return known.tablesOf(...type);
}
