/** `cjsim backtest FILE.csv`: does the simulation predict a real session? */
import { backtest, SIMULATIONS } from '../lab/backtest/backtest.js';
import { backtestJson } from '../lab/backtest/backtest-json.js';
import { backtestText } from '../lab/backtest/backtest-text.js';
import { rowText } from '../lab/fit/fit-text.js';
import { readComparisons } from '../lab/fit/read-comparisons.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';

export const backtestCommand: Command = {
  positionals: { file: { describe: 'CSV of the decisions of a session, as for cjsim fit' } },
  flags: {
    simulations: { value: 'N', describe: 'simulate the hidden half so many times (default 200)' },
    seed: { value: 'SEED', describe: 'seed of the random halves and the simulations (default 1)' },
    json: { describe: 'one JSON object' },
  },
  examples: [['cjsim backtest session.csv', 'fit one half, predict the other']],
  run: (args, terminal) => {
    const file = args.required('file');
    const read = readComparisons(file);
    const simulations = args.wholeNumber('simulations', SIMULATIONS);
    const result = backtest(read.table, {
      source: file,
      seed: args.text('seed') ?? '1',
      ...(simulations === undefined ? {} : { simulations }),
    });
    terminal.out(
      args.has('json')
        ? jsonText(backtestJson(result, read))
        : `${backtestText(result, terminal.width)}\n${rowText(read, terminal.width)}\n`,
    );
    return EXIT.done;
  },
};
