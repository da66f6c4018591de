/** The command line: the first word names a command, the command does the work, and every error becomes one sentence. */
import { isBrokenPromise, RunFailed, UserError } from '../cj/errors.js';
import { POLICY_NAMES } from '../cj/policy.js';
import { shippedNames } from '../files/package-data.js';
import { didYouMean } from '../input/nearest-name.js';
import { programVersion } from '../library/program-version.js';
import { shellWord } from '../report/shell-word.js';
import { FAULT_NAMES } from '../sim/faults/fault-kinds.js';
import { ALL_COMMANDS } from './all-commands.js';
import { type CommandEntry, commandName } from './command.js';
import { commandHelp } from './command-help.js';
import { commandsHelp } from './commands-help.js';
import { tellError } from './error-text.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { WELCOME } from './welcome.js';

/** Run the command that the words name; the exit code. Nothing is thrown. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatched(words, terminal);
  } catch (error) {
    const { text, code } = tellError(withCommand(error, words), terminal.width);
    terminal.err(text);
    return code;
  }
}

/** A broken promise is seen again by what was typed: a run is a function of that. */
function withCommand(error: unknown, words: readonly string[]): unknown {
  const isAgain = words[0] === 'run' || words[0] === 'fork';
  if (!isBrokenPromise(error) || !isAgain) return error;
  return new RunFailed(error.message, {
    ...error.details,
    reproduce: ['cjsim', ...words.map(otherDatabase)].map(shellWord).join(' '),
  });
}

/** The database is there already, and a world needs a new one. */
function otherDatabase(word: string, place: number, words: readonly string[]): string {
  const isPath = words[place - 1] === '--db' || word.startsWith('--db=');
  return isPath ? word.replace(/(?=\.[^./]+$|$)/, '-again') : word;
}

async function dispatched(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === undefined) return said(WELCOME, terminal);
  if (first === '--version') return said(`${programVersion()}\n`, terminal);
  if (first === '--get-yargs-completions') {
    await (await import('./completions.js')).completions(words, ALL_COMMANDS);
    return EXIT.done;
  }
  if (['--help', '-h', 'help'].includes(first)) {
    const [topic] = rest;
    if (topic === undefined) return said(commandsHelp(terminal.width), terminal);
    return ran(commandNamed(topic), ['--help'], terminal);
  }
  return ran(commandNamed(first), rest, terminal);
}

function said(text: string, terminal: Terminal): ExitCode {
  terminal.out(text);
  return EXIT.done;
}

async function ran(entry: CommandEntry, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const command = await entry.load();
  if (words.includes('--help') || words.includes('-h')) {
    return said(commandHelp(entry, command, terminal.width), terminal);
  }
  // yargs is loaded only where there is something to parse.
  const { readCommand } = await import('./read-command.js');
  return command.run(await readCommand(entry, command, words), terminal);
}

const FIX = 'cjsim --help shows what there is.';

/** What people look for as a command and find as a flag. */
const ELSEWHERE: Readonly<Record<string, () => string>> = {
  policies: () => `cjsim run SCENARIO --policy NAME takes ${POLICY_NAMES.join(', ')}.`,
  profiles: judgesHint,
  judges: judgesHint,
  faults: () => `cjsim run SCENARIO --fault FAULT takes ${FAULT_NAMES.join(', ')}.`,
  settings: () => 'cjsim run SCENARIO --set NAME=VALUE sets one; schemas/scenario.schema.json lists them.',
};

function judgesHint(): string {
  return `cjsim run SCENARIO --judge NAME takes ${shippedNames('profiles').join(', ')}.`;
}

function commandNamed(word: string): CommandEntry {
  const found = ALL_COMMANDS.find((entry) => commandName(entry) === word);
  if (found !== undefined) return found;
  if (word.startsWith('-')) {
    throw new UserError({
      code: 'usage',
      message: `The command stands first, and ${word} is none`,
      fix: 'Write cjsim COMMAND and then its flags; cjsim --help shows what there is.',
    });
  }
  const elsewhere = Object.hasOwn(ELSEWHERE, word) ? ELSEWHERE[word]?.() : undefined;
  const guess = elsewhere === undefined ? didYouMean(word, ALL_COMMANDS.map(commandName)) : '.';
  throw new UserError({
    code: 'usage',
    message: `There is no command ${word}${guess}`,
    fix: elsewhere ?? FIX,
  });
}
