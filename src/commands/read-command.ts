/** The words after a command's name as its flags and positionals, or one sentence of what is wrong with them. */
import { existsSync } from 'node:fs';
import { UserError } from '../cj/errors.js';
import { didYouMean } from '../input/nearest-name.js';
import { shellWord } from '../report/shell-word.js';
import { Arguments } from './arguments.js';
import { type Command, type CommandEntry, commandName } from './command.js';
import { withFlags, yargsParser } from './yargs-parser.js';

export async function readCommand(
  entry: CommandEntry,
  command: Command,
  words: readonly string[],
): Promise<Arguments> {
  const name = commandName(entry);
  let values: Readonly<Record<string, unknown>> = {};
  // The default command of its own parser: yargs renders the help of any other on every run, which takes 0.1 s.
  const parser = yargsParser()
    .command(
      entry.usage.replace(name, '$0'),
      entry.describe,
      (builder) => withFlags(builder, command),
      (parsed) => {
        values = parsed;
      },
    )
    .strict()
    .fail((message, error) => {
      throw error ?? fault(message, entry, { command, words });
    });
  refuseValuesOfSwitches(command, words);
  try {
    await parser.parseAsync(words.map(sqlComment));
  } catch (error) {
    // A flag without its value is refused by yargs with an error of its own.
    const isOfYargs = error instanceof Error && error.name === 'YError';
    throw isOfYargs ? fault(error.message, entry, { command, words }) : error;
  }
  refuseEmptyValues(values, entry, command);
  return new Arguments(values, Object.keys(command.positionals ?? {}));
}

/** `--policy ''` and `--policy=`, as a variable of a shell without a value gives them. */
function refuseEmptyValues(
  values: Readonly<Record<string, unknown>>,
  entry: CommandEntry,
  { flags }: Command,
): void {
  const empty = Object.keys(flags).find((flag) => [values[flag]].flat().includes(''));
  if (empty !== undefined) throw usage(entry, `--${empty} needs a value: ${flags[empty]?.value ?? 'VALUE'}`);
}

function usage(
  entry: CommandEntry,
  message: string,
  fix = `cjsim ${commandName(entry)} --help shows what there is.`,
): UserError {
  return new UserError({ code: 'usage', message, fix });
}

/** yargs takes `--json=yes` for "not given". */
function refuseValuesOfSwitches({ flags }: Command, words: readonly string[]): void {
  for (const word of words) {
    const name = /^--([a-z-]+)=/.exec(word)?.[1];
    const flag = name === undefined || !Object.hasOwn(flags, name) ? undefined : flags[name];
    if (flag === undefined || flag.value !== undefined) continue;
    throw new UserError({
      code: 'usage',
      message: `--${name} is a switch and takes no value: ${word}`,
      fix: `Write --${name}, or leave it out.`,
    });
  }
}

/** A statement that begins with an SQL comment is no flag. */
function sqlComment(word: string): string {
  return /^--\s/.test(word) ? `\n${word}` : word;
}

interface Typed {
  readonly command: Command;
  readonly words: readonly string[];
}

/** yargs says what it does not understand; here it becomes one sentence with a guess. */
function fault(message: string, entry: CommandEntry, { command, words }: Typed): UserError {
  const name = commandName(entry);
  const says = (text: string) => usage(entry, text);
  const unknownFlag = (flag: string) => {
    const guess = didYouMean(flag, [...Object.keys(command.flags), 'help']);
    return says(`${name} does not know ${dashed(flag)}${guess.replace(/mean (\S+)\?/, 'mean --$1?')}`);
  };
  if (message.startsWith('Not enough non-option')) {
    // A flag that is unknown takes the word behind it for its value.
    const typed = words.map((word) => /^--([^=\s]+)/.exec(word)?.[1]);
    const stray = typed.find((flag) => flag !== undefined && !Object.hasOwn(command.flags, flag));
    return stray === undefined ? says(`Something is missing: cjsim ${entry.usage}`) : unknownFlag(stray);
  }
  const valueless = /^Not enough arguments following: (.*)$/.exec(message)?.[1];
  if (valueless !== undefined) {
    return says(`${dashed(valueless)} needs a value: ${command.flags[valueless]?.value ?? 'VALUE'}`);
  }
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown === undefined) return says(message.split('\n', 1)[0] ?? message);
  // yargs joins what it does not know with commas, and a word may hold some of its own.
  const stray = words
    .map((word) => (word === '' ? '""' : word))
    .find((word) => word === unknown || word.startsWith(`${unknown}, `));
  if (stray !== undefined) return strayWord(stray, entry, { command, words });
  return unknownFlag(unknown);
}

function strayWord(stray: string, entry: CommandEntry, { command, words }: Typed): UserError {
  const { flags, positionals = {} } = command;
  const takesFlagOnly = 'db' in flags && !('file' in positionals);
  // The file may stand first, too, as psql has it, and be taken for the statement.
  const file = takesFlagOnly ? [stray, words[0] ?? ''].find((word) => existsSync(word)) : undefined;
  return usage(
    entry,
    `${commandName(entry)} does not know what to do with ${stray}`,
    file === undefined ? undefined : `The file of a world stands behind --db: --db ${shellWord(file)}.`,
  );
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
