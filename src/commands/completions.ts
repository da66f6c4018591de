/**
 * `cjsim completion`, and what its script asks while somebody types: the only place where all commands are known to
 * one parser.
 */
import { ALL_COMMANDS } from './all-commands.js';
import { withFlags, yargsParser } from './yargs-parser.js';

/** yargs answers on standard output itself. */
export async function completions(words: readonly string[]): Promise<void> {
  const parser = yargsParser().completion('completion');
  for (const { usage, describe, load } of ALL_COMMANDS) {
    parser.command(usage, describe, async (builder) => withFlags(builder, await load()));
  }
  await parser.parseAsync([...words]);
}
