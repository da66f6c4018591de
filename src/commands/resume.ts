/** `cjsim resume`: a world that was interrupted or stopped goes on to its end, or to the next stop point. */
import type { Command } from './command.js';
import { GO_ON_FLAGS, goOn } from './go-on.js';
import { WORLD_FILE } from './kept-world.js';

export const resumeCommand: Command = {
  positionals: WORLD_FILE,
  flags: GO_ON_FLAGS,
  examples: [
    ['cjsim run eng5 --db run.db --until 30s && cjsim resume run.db', 'stop half-way, and go on'],
    ['cjsim resume run.db --break decision=FINALIZE_SCORING', 'go on to the last decision'],
  ],
  run: (args, terminal) => goOn(args, terminal, []),
};
