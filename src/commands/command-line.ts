/** The command line: yargs reads it, the command does the work, and every error becomes one sentence and a code. */
import yargs, { type Argv } from 'yargs';
import { UserError } from '../cj/errors.js';
import { didYouMean } from '../sim/scenario/nearest-name.js';
import { ALL_COMMANDS } from './all-commands.js';
import { Arguments } from './arguments.js';
import type { Command, CommandEntry } from './command.js';
import { tellError } from './error-text.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { versionOfCjsim } from './version.js';
import { WELCOME } from './welcome.js';

/** Run the command that the words name; the exit code. Nothing is thrown. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (words.length === 0) {
    terminal.out(WELCOME);
    return EXIT.done;
  }
  try {
    return await parsed(words, terminal);
  } catch (error) {
    const { text, code } = tellError(ofYargs(error));
    terminal.err(text);
    return code;
  }
}

/** A flag without its value is refused by yargs with an error of its own. */
function ofYargs(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'YError') return error;
  return new UserError({ code: 'usage', message: error.message, fix: 'cjsim --help shows what there is.' });
}

const PARSER = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

/** Widest help: longer lines are hard to read. */
const HELP_WIDTH = 110;

interface Progress {
  code: ExitCode;
  /** Of the command that is being read, for "did you mean". */
  names: readonly string[];
  title: string;
}

async function parsed(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const progress: Progress = { code: EXIT.done, names: ALL_COMMANDS.map(nameOf), title: '' };
  let parser = yargs()
    .scriptName('cjsim')
    .locale('en')
    .parserConfiguration(PARSER)
    .usage('cjsim COMMAND\n\nA deterministic simulator of comparative judgement.')
    .wrap(Math.min(terminal.width, HELP_WIDTH))
    .version(versionOfCjsim())
    .help()
    .strict()
    .demandCommand(1, 'Which command?')
    .exitProcess(false)
    .completion('completion', 'Print a script that completes commands and flags in bash or zsh')
    .fail((message, error) => {
      throw error ?? usageError(message, progress);
    });
  for (const entry of ALL_COMMANDS) parser = withCommand(parser, entry, progress, terminal);
  let shown = '';
  await parser.parseAsync([...words].map(sqlComment), {}, (_error, _argv, output) => {
    shown = output;
  });
  if (shown !== '') terminal.out(`${shown}\n`);
  return progress.code;
}

/** A statement that begins with an SQL comment is no flag. */
function sqlComment(word: string): string {
  return /^--\s/.test(word) ? `\n${word}` : word;
}

function nameOf({ usage }: CommandEntry): string {
  return usage.split(' ', 1)[0] ?? usage;
}

function withCommand(parser: Argv, entry: CommandEntry, progress: Progress, terminal: Terminal): Argv {
  let loaded: Command;
  return parser.command(
    entry.usage,
    entry.describe,
    async (builder) => {
      loaded = await entry.load();
      progress.names = [...Object.keys(loaded.flags), 'help'];
      progress.title = `${nameOf(entry)} `;
      return described(builder, loaded);
    },
    async (values) => {
      progress.code = await loaded.run(
        new Arguments(values, Object.keys(loaded.positionals ?? {})),
        terminal,
      );
    },
  );
}

// yargs declares that only a builder that is not asynchronous gives back its Argv; it awaits both.
function described(builder: Argv, { positionals = {}, flags, examples }: Command): Argv {
  for (const [name, { describe, many }] of Object.entries(positionals)) {
    builder.positional(name, { describe, type: 'string', ...(many ? { array: true } : {}) });
  }
  for (const [name, flag] of Object.entries(flags)) {
    builder.option(name, {
      describe: flag.value === undefined ? flag.describe : `${flag.value}: ${flag.describe}`,
      ...(flag.value === undefined ? { type: 'boolean' } : { type: 'string', requiresArg: true }),
      ...(flag.short === undefined ? {} : { alias: flag.short }),
    });
  }
  for (const [line, does] of examples) builder.example(line, does);
  return builder;
}

/** yargs says what it does not understand; here it becomes one sentence with a guess. */
function usageError(message: string, { names, title }: Progress): UserError {
  const help = `cjsim ${title}--help shows what there is.`;
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown === undefined) {
    const [first = ''] = message.split('\n');
    return new UserError({ code: 'usage', message: first, fix: help });
  }
  const isCommand = title === '';
  const what = isCommand ? `There is no command ${unknown}` : `${title}does not know ${dashed(unknown)}`;
  return new UserError({ code: 'usage', message: `${what}${guess(unknown, names, isCommand)}`, fix: help });
}

function guess(unknown: string, names: readonly string[], isCommand: boolean): string {
  return didYouMean(unknown, names).replace(
    /mean (\S+)\?/,
    (_whole, name: string) => `mean ${isCommand ? '' : '--'}${name}?`,
  );
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
