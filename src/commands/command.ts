/**
 * What a command is: its flags as data and one function. The list of all commands is all-commands.ts; yargs is
 * known to yargs-parser.ts and what reads by it. A command writes its result to `terminal.out`, progress and hints to
 * `terminal.err`, and answers with its exit code.
 */
import type { Arguments } from './arguments.js';
import type { ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

export interface Flag {
  readonly describe: string;
  /** What stands after it (`FILE`, `N`); a flag without it is a switch. */
  readonly value?: string;
  readonly short?: string;
}

export interface Positional {
  readonly describe: string;
  /** Takes all that follows. */
  readonly many?: boolean;
}

export interface Command {
  readonly positionals?: Readonly<Record<string, Positional>>;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Lines that work as they are, each with a word on what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly run: (args: Arguments, terminal: Terminal) => ExitCode | Promise<ExitCode>;
}

/** What is known of a command before it is loaded. */
export interface CommandEntry {
  /** Its name and its positionals as yargs writes them: `run [scenario]`. */
  readonly usage: string;
  readonly describe: string;
  readonly load: () => Promise<Command>;
}

export function commandName({ usage }: Pick<CommandEntry, 'usage'>): string {
  return usage.split(' ', 1)[0] ?? usage;
}
