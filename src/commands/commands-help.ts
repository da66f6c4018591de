/** What `cjsim --help` says: every command with a line, in groups. */
import { wrapped } from '../report/words-of.js';
import { ALL_COMMANDS } from './all-commands.js';
import { type CommandEntry, commandName } from './command.js';
import { COMMAND_GROUPS, OTHER_COMMANDS } from './command-groups.js';

/** Left of a description: two spaces, the longest name, two spaces. */
const INDENT = 15;

export function commandsHelp(width: number): string {
  const known = new Map(ALL_COMMANDS.map((entry) => [commandName(entry), entry]));
  const grouped = new Set(COMMAND_GROUPS.flatMap(({ names }) => names));
  const others = [...known.keys()].filter((name) => !grouped.has(name));
  const groups = [
    ...COMMAND_GROUPS,
    ...(others.length === 0 ? [] : [{ title: OTHER_COMMANDS, names: others }]),
  ];
  const blocks = groups.map(({ title, names }) => {
    const entries = names.flatMap((name) => known.get(name) ?? []);
    return `${title}\n${entries.map((entry) => commandLine(entry, width)).join('')}`;
  });
  return `cjsim COMMAND: a deterministic simulator of comparative judgement.\n\n${blocks.join('\n')}\n${LAST_LINES}`;
}

const LAST_LINES = `cjsim COMMAND --help shows a command's flags and examples.
`;

function commandLine(entry: CommandEntry, width: number): string {
  return `  ${commandName(entry).padEnd(INDENT - 2)}${wrapped(entry.describe, width, INDENT)}\n`;
}
