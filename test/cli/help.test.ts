/** What the program says of itself: every line fits 80 columns, and every example is one that works. */
import { describe, expect, test } from 'vitest';
import { ALL_COMMANDS } from '../../src/commands/all-commands.js';
import { commandName } from '../../src/commands/command.js';
import { COMMAND_GROUPS, OTHER_COMMANDS } from '../../src/commands/command-groups.js';
import { readCommand } from '../../src/commands/read-command.js';
import { cjsim, shell } from './running.js';

const NAMES = ALL_COMMANDS.map(commandName);

const tooLong = (text: string) => text.split('\n').filter((line) => line.length > 80);

test('every command stands in one group', () => {
  expect(COMMAND_GROUPS.flatMap(({ names }) => names).sort()).toEqual([...NAMES].sort());
});

test('cjsim, cjsim --help, cjsim -h and cjsim help fit a screen of 80 columns', async () => {
  const welcome = await cjsim([]);
  const help = await cjsim(['--help']);
  expect([welcome, help].map(({ out }) => tooLong(out))).toEqual([[], []]);
  expect(welcome.out.split('\n').length).toBeLessThan(25);
  expect(await cjsim(['-h'])).toEqual(help);
  expect(await cjsim(['help'])).toEqual(help);
  // Each once, in its group.
  expect([...help.out.matchAll(/^ {2}(\S+) /gm)].map(([, name]) => name)).toEqual(
    COMMAND_GROUPS.flatMap(({ names }) => names),
  );
  expect(help.out).not.toContain(`\n${OTHER_COMMANDS}\n`);
});

describe.each(NAMES)('cjsim %s --help', (name) => {
  test('fits 80 columns, and says the same as cjsim help', async () => {
    const { code, out } = await cjsim([name, '--help']);
    expect({ code, tooLong: tooLong(out) }).toEqual({ code: 0, tooLong: [] });
    expect(out).toMatch(new RegExp(`^cjsim ${name}`));
    expect(await cjsim(['help', name])).toMatchObject({ out });
  });

  test('has examples whose flags it knows', async () => {
    const entry = ALL_COMMANDS.find((found) => commandName(found) === name);
    if (entry === undefined) throw new Error(`no command ${name}`);
    const command = await entry.load();
    const lines = command.examples.flatMap(([line]) => line.split(/ (?:&&|\|) /));
    for (const line of lines) {
      const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      if (words[0] !== 'cjsim' || words[1] !== name) continue;
      await expect(readCommand(entry, command, words.slice(2)), line).resolves.toBeDefined();
    }
    expect(lines.length).toBeGreaterThan(0);
  });
});

test('a command that is not first is missed, and so is a positional', async () => {
  expect(await cjsim(['--json', 'run'])).toMatchObject({
    code: 2,
    err: 'cjsim: The command stands first, and --json is none.\n  Write cjsim COMMAND and then its flags; cjsim --help shows what there is.\n',
  });
  expect((await cjsim(['diff', 'a.db'])).err).toBe(
    'cjsim: Something is missing: cjsim diff <a> <b>.\n  cjsim diff --help shows what there is.\n',
  );
});

test('the completion script completes commands and flags', () => {
  const folder = '/';
  expect(shell('cjsim completion', { folder }).out).toContain('--get-yargs-completions');
  const commands = shell('cjsim --get-yargs-completions cjsim ins', { folder });
  expect(commands).toMatchObject({ code: 0, err: '' });
  expect(commands.out.split('\n')).toContain('inspect');
  expect(shell('cjsim --get-yargs-completions cjsim run --s', { folder }).out.split('\n')).toContain(
    '--seed',
  );
});
