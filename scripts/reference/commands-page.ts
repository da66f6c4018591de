/** docs/reference/commands.md: every command with its flags and examples, as `cjsim COMMAND --help` has them. */
import { ALL_COMMANDS } from '../../src/commands/all-commands.js';
import { type Command, type CommandEntry, commandName } from '../../src/commands/command.js';
import { COMMAND_GROUPS, OTHER_COMMANDS } from '../../src/commands/command-groups.js';
import { flagText } from '../../src/commands/command-help.js';
import { EXIT } from '../../src/commands/exit-code.js';
import { code, table } from './table.js';

export async function commandsPage(): Promise<string> {
  const parts: string[] = [];
  const grouped = new Set(COMMAND_GROUPS.flatMap(({ names }) => names));
  const others = ALL_COMMANDS.map(commandName).filter((name) => !grouped.has(name));
  for (const { title, names } of [...COMMAND_GROUPS, { title: OTHER_COMMANDS, names: others }]) {
    const entries = ALL_COMMANDS.filter((entry) => names.includes(commandName(entry)));
    if (entries.length === 0) continue;
    parts.push(`## ${title}`);
    for (const entry of entries) parts.push(commandPart(entry, await entry.load()));
  }
  return [
    '# Commands',
    `Exit codes: ${EXIT.done} done; ${EXIT.failed} a batch failed, a check did not hold or the disk is full; ${EXIT.usage} wrong usage or input; ${EXIT.timedOut} what was waited for did not come in time; ${EXIT.interrupted} interrupted.`,
    'Standard output carries the result only, standard error progress and hints. `cjsim completion` prints a script for bash and zsh.',
    ...parts,
  ].join('\n\n');
}

function commandPart(entry: CommandEntry, command: Command): string {
  const positionals = Object.entries(command.positionals ?? {}).map(([name, { describe }]) => [
    code(name),
    describe,
  ]);
  const flags = Object.entries(command.flags).map(([name, flag]) => [
    code(flagText(name, flag)),
    flag.describe,
  ]);
  const rows = [...positionals, ...flags];
  return [
    `### cjsim ${entry.usage.replaceAll('<', '\\<')}`,
    `${entry.describe}.`,
    ...(rows.length === 0 ? [] : [table(['', 'what it is'], rows)]),
    ...command.examples.map(([line, does]) => `Example (${does}): ${code(line)}`),
  ].join('\n\n');
}
