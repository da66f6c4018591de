/** `cjsim fuzz --mutants`: every defect in turn, and how many cases it takes an oracle to catch it. */
import { UserError } from '../cj/errors.js';
import { viewTable } from '../report/view-table.js';
import type { CaseLanes } from '../search/case-lanes.js';
import { type MutantRow, mutantJson, mutantTable } from '../search/mutant-table.js';
import type { Arguments } from './arguments.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { jsonText } from './json-text.js';
import { DEFECT_NAMES, knownDefect } from './known-defect.js';
import type { Terminal } from './terminal.js';

/** Of a search for what breaks, which this is not. */
const OF_A_SEARCH = ['seed', 'time', 'policy', 'keep', 'double-check'];

export async function fuzzMutants(lanes: CaseLanes, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const other =
    OF_A_SEARCH.find((flag) => args.text(flag) !== undefined) ?? (args.has('all') ? 'all' : undefined);
  if (other !== undefined)
    throw notHere(`--${other}`, 'does not go with --mutants, which searches current from seeds of its own');
  const seeds = args.wholeNumber('seeds', { least: 1, most: 1000 }) ?? 20;
  const most = args.wholeNumber('runs', { least: 1 }) ?? 5000;
  const chosen = defectsOf(args);
  const rows = await mutantTable(lanes, chosen.length > 0 ? chosen : DEFECT_NAMES, { seeds, most }, (row) =>
    terminal.err(
      `${row.defect}: median ${told(row.median)}, maximum ${told(row.maximum)}, missed ${row.missed}\n`,
    ),
  );
  terminal.out(args.has('json') ? jsonText(mutantJson(rows)) : tableOf(rows, terminal));
  return rows.some(({ missed }) => missed > 0) ? EXIT.failed : EXIT.done;
}

/** Of the searches that caught it; none did where it is not finite. */
function told(cases: number): string {
  return Number.isFinite(cases) ? String(cases) : '–';
}

function tableOf(rows: readonly MutantRow[], { style, tableWidth }: Terminal): string {
  const shown = rows.map(({ defect, median, maximum, missed, rules }) => ({
    defect,
    median: Number.isFinite(median) ? median : null,
    maximum: Number.isFinite(maximum) ? maximum : null,
    missed,
    'caught by': rules.join(', '),
  }));
  return viewTable(shown, style, tableWidth);
}

/** The defects that `--defect` names. */
export function defectsOf(args: Arguments): readonly string[] {
  return args.texts('defect').map((name) => knownDefect(name, '--defect'));
}

export function notHere(flag: string, says: string): UserError {
  return new UserError({
    code: 'contradiction',
    message: `${flag} ${says}.`,
    fix: 'Leave it out.',
    where: flag,
  });
}
