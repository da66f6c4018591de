/** `cjsim repro FILE`: whether a kept case still fails, and with `--shrink` the smallest scenario that does. */
import { parse, stringify } from 'yaml';
import { UserError } from '../cj/errors.js';
import { POLICY_NAMES, type PolicyName } from '../cj/policy.js';
import { readText } from '../files/read-text.js';
import { caseNumberOf } from '../search/case-number.js';
import { runCase } from '../search/run-case.js';
import { shrink } from '../search/shrink.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';

/** What a scenario must say of its rules to fail by itself. */
function rulesOf(policy: PolicyName, defects: readonly string[]): object {
  return { ...(policy === 'current' ? {} : { policy }), ...(defects.length === 0 ? {} : { defects }) };
}

export const reproCommand: Command = {
  positionals: { file: { describe: 'a scenario that `cjsim fuzz --keep` wrote' } },
  flags: {
    shrink: { describe: 'print the smallest scenario that breaks the same promise' },
    json: { describe: 'one JSON document' },
  },
  examples: [['cjsim repro failing/case-17.yaml', 'runs it under every oracle']],
  run: (args, terminal) => {
    const file = args.required('file', 'Name a file: cjsim repro failing/case-17.yaml');
    const value: unknown = parse(readText(file, file));
    if (typeof value !== 'object' || value === null) {
      throw new UserError({ code: 'bad_case', message: `${file} holds no scenario.`, where: file });
    }
    const scenario = value as Readonly<Record<string, unknown>>;
    const policy = POLICY_NAMES.find((name) => name === scenario['policy']) ?? 'current';
    const named = scenario['defects'];
    const defects = Array.isArray(named) ? named.map(String) : [];
    const { found, outcome, steps } = runCase(caseNumberOf(scenario), scenario, { policy, defects });
    if (args.has('shrink') && found !== null) {
      const shrunk = shrink(scenario, found, { policy, defects });
      const small = { ...shrunk, scenario: { ...shrunk.scenario, ...rulesOf(policy, defects) } };
      terminal.err(
        `${small.sizeBefore} characters before, ${small.sizeAfter} after, ${small.tries} tries${small.isMinimal ? '; nothing more can be left out' : '; the bounds came first'}\n`,
      );
      terminal.out(args.has('json') ? `${JSON.stringify(small, null, 2)}\n` : stringify(small.scenario));
      return EXIT.failed;
    }
    const text =
      found === null
        ? `holds: ${outcome}, ${steps} steps`
        : `still fails: ${found.rule} (${found.oracle}): ${found.says}`;
    terminal.out(args.has('json') ? `${JSON.stringify({ outcome, steps, found }, null, 2)}\n` : `${text}\n`);
    return found === null ? EXIT.done : EXIT.failed;
  },
};
