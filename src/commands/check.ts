/** `cjsim check`: the success criteria and the conservation rules on a stored world. */
import { type CheckResult, checkWorld } from '../report/check.js';
import { checkMarkdown, checkText } from '../report/check-text.js';
import type { Versioned } from '../report/versioned.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';

const CHECK_SCHEMA_VERSION = 1;

interface CheckDocument extends Versioned<typeof CHECK_SCHEMA_VERSION> {
  /** How many checks do not hold. */
  readonly failed: number;
  /** All of them, those that hold included. */
  readonly checks: readonly CheckResult[];
}

export const checkCommand: Command = {
  positionals: WORLD_FILE,
  flags: {
    db: DB_FLAG,
    json: { describe: 'one JSON object' },
    markdown: { describe: 'a Markdown table, for a report or a pull request' },
  },
  examples: [
    ['cjsim check --markdown', 'a table to paste'],
    ['cjsim check run.db', 'the world of cjsim run … --db run.db'],
  ],
  run: (args, terminal) => {
    args.atMostOne('json', 'markdown');
    return readingWorld(args, terminal, (world) => {
      const checks = checkWorld(world);
      const failed = checks.filter(({ verdict }) => verdict === 'FAIL').length;
      if (args.has('json')) {
        const document: CheckDocument = { schema_version: CHECK_SCHEMA_VERSION, failed, checks };
        terminal.out(jsonText(document));
      } else if (args.has('markdown')) terminal.out(checkMarkdown(checks));
      else terminal.out(checkText(checks, terminal.style, terminal.width));
      return failed > 0 ? EXIT.failed : EXIT.done;
    });
  },
};
