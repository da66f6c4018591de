/** `cjsim step`: one step of a stored world, or so many, each told on a line. */
import { recordName } from '../report/diff/record-name.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { Command } from './command.js';
import { GO_ON_FLAGS, goOn } from './go-on.js';
import { WORLD_FILE } from './kept-world.js';

export const stepCommand: Command = {
  positionals: WORLD_FILE,
  flags: {
    ...GO_ON_FLAGS,
    steps: { value: 'N', describe: 'so many steps (default 1, unless --until or --break)' },
  },
  examples: [
    ['cjsim step run.db --steps 5', 'five steps'],
    ['cjsim step run.db --until projecting', 'until a batch is about to be scored'],
  ],
  run: (args, terminal) => {
    const isOpen = args.text('until') !== undefined || args.text('break') !== undefined;
    const steps = args.wholeNumber('steps', { least: 1 }) ?? (isOpen ? Number.MAX_SAFE_INTEGER : 1);
    let done = 0;
    const stop = { isBefore: () => false, isAfter: () => ++done >= steps };
    const isQuiet = args.has('quiet');
    return goOn(args, terminal, [stop], (record) => {
      if (!isQuiet) terminal.out(lineOf(record));
    });
  },
};

function lineOf(record: TraceRecord): string {
  const { n, at, decision, fault = [] } = record;
  const time = new Date(at).toISOString();
  return `${n}  ${time}  ${recordName(record)}${decision ? `  ${decision.decision}` : ''}${fault.map((struck) => `  fault: ${struck}`).join('')}\n`;
}
