/** What `cjsim COMMAND --help` says: what it does, its positionals and flags, and lines that work as they are. */
import { wrapped } from '../report/words-of.js';
import { brokenLine } from './broken-line.js';
import type { Command, CommandEntry, Flag } from './command.js';

/** Widest help: longer lines are hard to read. */
const WIDEST = 110;
/** Names that are longer than this have their description on the next line. */
const WIDEST_NAME = 24;

export function commandHelp(entry: CommandEntry, command: Command, terminalWidth: number): string {
  const width = Math.min(terminalWidth, WIDEST);
  const positionals = Object.entries(command.positionals ?? {}).map(
    ([name, { describe }]) => [name, describe] as const,
  );
  const flags = Object.entries(command.flags).map(
    ([name, flag]) => [flagText(name, flag), flag.describe] as const,
  );
  const examples = command.examples.map(([line, does]) => `  # ${does}\n  ${brokenLine(line, width)}\n`);
  return [
    `cjsim ${entry.usage}\n\n${wrapped(`${entry.describe}.`, width, 0)}\n`,
    ...(positionals.length === 0 ? [] : [listed(positionals, width)]),
    `Flags\n${listed([...flags, ['--help, -h', 'this text']], width)}`,
    ...(examples.length === 0 ? [] : [`Examples\n${examples.join('')}`]),
  ].join('\n');
}

/** `--db FILE`, `--follow, -f`. */
export function flagText(name: string, { value, short }: Flag): string {
  return `--${name}${short === undefined ? '' : `, -${short}`}${value === undefined ? '' : ` ${value}`}`;
}

function listed(items: readonly (readonly [name: string, describe: string])[], width: number): string {
  const longest = Math.max(
    ...items.map(([name]) => name.length).filter((length) => length <= WIDEST_NAME),
    8,
  );
  const indent = longest + 4;
  return items
    .map(([name, describe]) => {
      const left = name.length <= longest ? name.padEnd(longest) : `${name}\n${' '.repeat(indent - 2)}`;
      return `  ${left}  ${wrapped(describe, width, indent)}\n`;
    })
    .join('')
    .replaceAll(/ +$/gm, '');
}
