/** yargs as cjsim uses it: nothing is guessed, nothing is printed or ended by it, and its words are English. */
import yargs, { type Argv } from 'yargs';
import type { Command } from './command.js';

const PARSER = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

export function yargsParser(): Argv {
  return yargs()
    .scriptName('cjsim')
    .locale('en')
    .parserConfiguration(PARSER)
    .version(false)
    .help(false)
    .exitProcess(false);
}

export function withFlags(parser: Argv, { positionals = {}, flags }: Command): Argv {
  for (const [name, { describe, many }] of Object.entries(positionals)) {
    parser.positional(name, { describe, type: 'string', ...(many ? { array: true } : {}) });
  }
  for (const [name, { describe, value, short }] of Object.entries(flags)) {
    parser.option(name, {
      describe,
      ...(value === undefined ? { type: 'boolean' } : { type: 'string', requiresArg: true }),
      ...(short === undefined ? {} : { alias: short }),
    });
  }
  return parser.option('help', { alias: 'h', type: 'boolean', describe: 'this text' });
}
