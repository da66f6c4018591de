/** `cjsim blame CASE`: the random decisions that a failing case needs. */
import { UserError } from '../cj/errors.js';
import type { Versioned } from '../report/versioned.js';
import { blame } from '../search/blame/blame.js';
import { type BlameReport, blameReport } from '../search/blame/blame-report.js';
import { blameText } from '../search/blame/blame-text.js';
import { isSeenInAWorld } from '../search/search-oracles.js';
import { expandScenario } from '../sim/scenario/expand-scenario.js';
import { pathOfCase } from './case-path.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { refuseUnseen } from './kept-finding.js';
import { scenarioFromFlags, WORLD_FLAGS } from './plan-from-flags.js';

const USUAL_RUNS = 2000;
const BLAME_SCHEMA_VERSION = 1;

interface BlameDocument extends BlameReport, Versioned<typeof BLAME_SCHEMA_VERSION> {}

export const blameCommand: Command = {
  positionals: {
    case: { describe: 'a folder that cjsim fuzz kept a case in, a scenario, or the name of a defect' },
  },
  flags: {
    ...WORLD_FLAGS,
    runs: { value: 'N', describe: `run the case at most so many times (default ${USUAL_RUNS})` },
    json: { describe: 'one JSON document' },
  },
  examples: [
    ['cjsim blame lost-update', 'what the smallest case of this defect needs'],
    ['cjsim blame .cjsim/failing/case-17', 'a case that cjsim fuzz kept'],
  ],
  run: (args, terminal) => {
    const named = args.required('case', 'Name a case: cjsim blame lost-update');
    const runs = args.wholeNumber('runs', { least: 30, most: 1_000_000 }) ?? USUAL_RUNS;
    refuseUnseen(named, isSeenInAWorld);
    const { scenario, overrides, sources } = scenarioFromFlags(args, pathOfCase(named));
    if (scenario.judge.module !== undefined) {
      throw new UserError({
        code: 'judge_is_a_module',
        message: 'A judge of your own decides by no draw that could be changed.',
        fix: 'Give a judge profile: --judge bt.',
      });
    }
    const found = blame((draws) => expandScenario(scenario, overrides, { ...sources, draws }), {
      runs,
      progress: (line) => terminal.err(`${line}\n`),
    });
    if (found === null) {
      throw new UserError({
        code: 'case_holds',
        message: `${named} does not fail: every promise is kept, and there is nothing to blame.`,
        fix: 'Give a case that fails, or switch a defect on with --defect NAME.',
      });
    }
    const report = blameReport(found);
    const document: BlameDocument = { schema_version: BLAME_SCHEMA_VERSION, ...report };
    const { style } = terminal;
    terminal.out(
      args.has('json') ? jsonText(document) : blameText(report, { style, columns: terminal.width }),
    );
    return EXIT.done;
  },
};
