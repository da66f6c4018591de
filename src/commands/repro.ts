/** `cjsim repro FILE`: whether a kept case still fails, and with `--shrink` the smallest scenario that does. */
import { stringify } from 'yaml';
import { UserError } from '../cj/errors.js';
import type { PolicyName } from '../cj/policy.js';
import { pathOf } from '../files/package-data.js';
import { readText } from '../files/read-text.js';
import { parseYamlSource } from '../files/yaml-source.js';
import type { Versioned } from '../report/versioned.js';
import { caseNumberOf } from '../search/case-number.js';
import type { Found } from '../search/found.js';
import { planCase } from '../search/plan-case.js';
import { type CaseResult, runCase } from '../search/run-case.js';
import { isOfDrawnValues, isSeenInACase } from '../search/search-oracles.js';
import { shrink, sizeOf } from '../search/shrink.js';
import { parseScenario } from '../sim/scenario/parse-scenario.js';
import { pathOfCase } from './case-path.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { refuseUnseen } from './kept-finding.js';

/** What a scenario must say of its rules to fail by itself. */
function rulesOf(policy: PolicyName, defects: readonly string[]): object {
  return { ...(policy === 'current' ? {} : { policy }), ...(defects.length === 0 ? {} : { defects }) };
}

const REPRO_SCHEMA_VERSION = 2;

interface ReproDocument extends Versioned<typeof REPRO_SCHEMA_VERSION> {
  /** `held`: no promise is broken; `too_long`: none is, but the world goes on; `refused`: no valid scenario. */
  readonly outcome: CaseResult['outcome'];
  /** Of the world. */
  readonly steps: number;
  /** What is broken; null: nothing. */
  readonly found: Found | null;
}

interface ShrinkDocument extends Versioned<typeof REPRO_SCHEMA_VERSION> {
  /** The smallest scenario that breaks the same promise, as a scenario file has it. */
  readonly scenario: Readonly<Record<string, unknown>>;
  /** Characters of the given scenario as JSON. */
  readonly size_before: number;
  /** Characters of the smallest one as JSON. */
  readonly size_after: number;
  /** Scenarios that were run. */
  readonly tries: number;
  /** Nothing more can be left out; false: the bounds came first. */
  readonly is_minimal: boolean;
}

export const reproCommand: Command = {
  positionals: {
    file: { describe: 'a folder that cjsim fuzz kept a case in, a scenario, or the name of a defect' },
  },
  flags: {
    shrink: { describe: 'print the smallest scenario that breaks the same promise' },
    json: { describe: 'one JSON document' },
  },
  examples: [
    ['cjsim repro .cjsim/failing/case-17', 'runs it under every oracle'],
    ['cjsim repro lost-update', 'the smallest case of this defect'],
  ],
  run: (args, terminal) => {
    const file = args.required('file', 'Name a case: cjsim repro .cjsim/failing/case-17');
    refuseUnseen(file, isSeenInACase);
    const path = pathOf('scenario', pathOfCase(file));
    const { value, locate } = parseYamlSource(readText(path, path), path);
    const { policy, defects, judge } = parseScenario(value, locate);
    if (judge.module !== undefined) {
      throw new UserError({
        code: 'judge_is_a_module',
        message: 'The oracles run a world again and again, and know nothing of a judge of your own.',
        where: locate(['judge', 'module']),
        fix: 'Give the scenario a judge profile, or check its run with cjsim run FILE --check.',
      });
    }
    const scenario = value as Readonly<Record<string, unknown>>;
    // What is wrong with the scenario is told; a search takes such a case for refused.
    planCase(scenario, { policy, defects });
    const result = runCase(caseNumberOf(scenario), scenario, { policy, defects });
    const { found, outcome, steps } = result;
    if (found !== null && isOfDrawnValues(found.rule))
      terminal.err(
        `Note: ${found.rule} is broken on drawn values; the world itself keeps its promises, so run --check, explain and blame show nothing of it.\n`,
      );
    if (!args.has('shrink')) {
      terminal.out(args.has('json') ? jsonOf({ outcome, steps, found }) : `${textOf(result)}\n`);
      return found === null ? EXIT.done : EXIT.failed;
    }
    if (found === null) {
      throw new UserError({
        code: 'case_holds',
        message: `${file} does not fail, so there is nothing to shrink: ${textOf(result)}.`,
        fix: 'Give a case that fails; defects: [NAME] in the file switches a historical bug on.',
      });
    }
    const shrunk = shrink(scenario, found, { policy, defects });
    const smaller = { ...shrunk.scenario, ...rulesOf(policy, defects) };
    const { sizeBefore, tries, isMinimal } = shrunk;
    const sizeAfter = sizeOf(smaller);
    terminal.err(
      `${sizeBefore} characters of JSON before, ${sizeAfter} after, ${tries} tries${isMinimal ? '; nothing more can be left out' : '; the bounds came first'}\n`,
    );
    const sizes = { size_before: sizeBefore, size_after: sizeAfter, tries, is_minimal: isMinimal };
    terminal.out(args.has('json') ? jsonOf({ scenario: smaller, ...sizes }) : stringify(smaller));
    return EXIT.failed;
  },
};

type Unversioned<Document> = Omit<Document, 'schema_version'>;

function jsonOf(document: Unversioned<ReproDocument> | Unversioned<ShrinkDocument>): string {
  return jsonText({ schema_version: REPRO_SCHEMA_VERSION, ...document });
}

function textOf({ found, outcome, steps }: CaseResult): string {
  if (found !== null) return `still fails: ${found.rule} (${found.oracle}): ${found.says}`;
  if (outcome === 'too_long')
    return `undecided: no promise is broken in ${steps} steps, but the world goes on`;
  return `holds: no promise is broken in ${steps} steps`;
}
