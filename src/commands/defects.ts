/** `cjsim defects`: the museum, and the story of each exhibit. */
import { DEFECTS, defectNamed } from '../cj/defects/defect-named.js';
import { UserError } from '../cj/errors.js';
import { policyNamed } from '../cj/policies/policy-named.js';
import { POLICY_NAMES, type PolicyName } from '../cj/policy.js';
import { type Column, table } from '../report/table.js';
import { wrapped } from '../report/words-of.js';
import { casesOf, EXHIBITS, type Exhibit } from '../search/exhibits.js';
import type { Oracle } from '../search/found.js';
import { smallestCase } from './case-path.js';
import type { Command } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { knownDefect } from './known-defect.js';
import type { Terminal } from './terminal.js';

/** From this width on the list says, beside the class of the oracle, which one catches a defect. */
const WIDE = 120;

export const defectsCommand: Command = {
  positionals: {
    action: { describe: 'show: the story of one defect' },
    name: { describe: 'the defect to show' },
  },
  flags: { json: { describe: 'one JSON document' } },
  examples: [
    ['cjsim defects show overwrite-totals', 'its story, the broken rule, and the command that shows it'],
  ],
  run: (args, terminal) => {
    const action = args.text('action');
    if (action !== undefined && action !== 'show') {
      throw new UserError({
        code: 'bad_action',
        message: `defects knows no ${action}.`,
        fix: 'Use cjsim defects, or cjsim defects show NAME.',
      });
    }
    const tell = <Told>(told: Told, textOf: (told: Told, terminal: Terminal) => string): ExitCode => {
      terminal.out(`${args.has('json') ? JSON.stringify(told, null, 2) : textOf(told, terminal)}\n`);
      return EXIT.done;
    };
    if (action === undefined)
      return tell(
        DEFECTS.map(({ name }) => described(name)),
        tableOf,
      );
    const wanted = args.required('name', 'Name a defect: cjsim defects show overwrite-totals');
    return tell(described(knownDefect(wanted)), storyOf);
  },
};

interface Shown {
  /** As `--defect` takes it. */
  readonly name: string;
  /** What happened, and when. */
  readonly story: string;
  /** The rule that it breaks. */
  readonly rule: string;
  /** How it shows. */
  readonly symptom: string;
  /** Kind of what catches it. */
  readonly oracle: Oracle;
  /** The promise that it breaks, as `cjsim invariants` names it. */
  readonly caught_by: string;
  /** Those that had it, the newest first. */
  readonly policies: readonly PolicyName[];
  /** The policy after the last that had it; null where none is known that had. */
  readonly fixed_in: PolicyName | null;
  /** A line that shows it. */
  readonly command: string;
}

function tableOf(rows: readonly Shown[], { style, tableWidth }: Terminal): string {
  const caughtBy: Column<Shown> = { head: 'caught by', cell: ({ caught_by }) => caught_by };
  const columns: readonly Column<Shown>[] = [
    { head: 'defect', cell: ({ name }) => name },
    { head: 'class', cell: ({ oracle }) => oracle },
    ...(tableWidth < WIDE ? [] : [caughtBy]),
    { head: 'seen as', cell: ({ symptom }) => symptom },
  ];
  return table(rows, columns, style, tableWidth);
}

function storyOf(shown: Shown, { width }: Terminal): string {
  const { name, rule, story, symptom, caught_by, oracle, command } = shown;
  return [
    name,
    '',
    wrapped(story, width, 0),
    '',
    `Rule       ${wrapped(rule, width, 11)}`,
    `Symptom    ${wrapped(symptom, width, 11)}`,
    `Caught by  ${caught_by} (${oracle})`,
    ...policyLines(shown, width),
    `See it     ${command}`,
    ...(smallestCase(name) === null
      ? []
      : [`Smallest   cjsim repro ${name}`, `Needs      cjsim blame ${name}`]),
  ].join('\n');
}

const NOT_KNOWN: Exhibit = { oracle: 'invariant', caughtBy: 'not known', number: 1 };

function described(name: string): Shown {
  const { story, rule, symptom } = defectNamed(name);
  const exhibit = EXHIBITS[name] ?? NOT_KNOWN;
  const { oracle, caughtBy } = exhibit;
  const command = `cjsim fuzz --defect ${name} ${casesOf(exhibit)}`;
  const policies = policiesWith(name);
  const fixed_in = fixedIn(policies);
  return { name, story, rule, symptom, oracle, caught_by: caughtBy, policies, fixed_in, command };
}

function policyLines({ policies, fixed_in }: Shown, width: number): readonly string[] {
  if (fixed_in === null) return [];
  return [`Policies   ${wrapped(`${policies.join(', ')} had it; fixed in ${fixed_in}`, width, 11)}`];
}

/** The policy after the last that had the defect; null where none is known that had. */
function fixedIn([latest]: readonly PolicyName[]): PolicyName | null {
  return latest === undefined ? null : (POLICY_NAMES[POLICY_NAMES.indexOf(latest) - 1] ?? null);
}

/** The newest first: those whose rules are the very ones of the defect, and those that are known to be wrong in the same way. */
function policiesWith(defect: string): readonly PolicyName[] {
  const { override, lastIn } = defectNamed(defect);
  const rules = Object.entries(override(policyNamed('current')));
  const since = lastIn === undefined ? POLICY_NAMES.length : POLICY_NAMES.indexOf(lastIn);
  return POLICY_NAMES.filter((name, age) => {
    const policy: Readonly<Record<string, unknown>> = { ...policyNamed(name) };
    return age >= since || rules.every(([rule, value]) => policy[rule] === value);
  });
}
