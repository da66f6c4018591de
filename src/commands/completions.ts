/**
 * `cjsim completion`, and what its script asks while somebody types: the only place where all commands are known to
 * one parser.
 */
import { type Command, type CommandEntry, commandName } from './command.js';
import { EXIT } from './exit-code.js';
import { withFlags, yargsParser } from './yargs-parser.js';

const NAME = 'completion';

export function completionCommand(all: readonly CommandEntry[]): Command {
  return {
    flags: {},
    examples: [['source <(cjsim completion)', 'in this shell; in ~/.bashrc or ~/.zshrc, in every new one']],
    run: async () => {
      await completions([NAME], all);
      return EXIT.done;
    },
  };
}

/** yargs answers on standard output itself. */
export async function completions(words: readonly string[], all: readonly CommandEntry[]): Promise<void> {
  const own = all.find((entry) => commandName(entry) === NAME);
  const parser = yargsParser().completion(NAME, own?.describe ?? '');
  for (const { usage, describe, load } of all) {
    if (usage !== NAME) parser.command(usage, describe, async (builder) => withFlags(builder, await load()));
  }
  await parser.parseAsync([...words]);
}
