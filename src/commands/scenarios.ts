/** `cjsim scenarios`: what comes with cjsim. */
import { UserError } from '../cj/errors.js';
import { loadScenario } from '../files/load-scenario.js';
import { shippedNames, shippedPath } from '../files/package-data.js';
import { readText } from '../files/read-text.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { table } from '../report/table.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';

export const scenariosCommand: Command = {
  positionals: { action: { describe: 'show' }, name: { describe: 'the scenario to show' } },
  flags: { json: { describe: 'One JSON list' } },
  examples: [['cjsim scenarios show lower5', 'the file, to learn from or to copy']],
  run: (args, terminal) => {
    const action = args.text('action');
    if (action !== undefined && action !== 'show') {
      throw new UserError({
        code: 'bad_action',
        message: `scenarios knows no ${action}`,
        fix: 'Use cjsim scenarios, or cjsim scenarios show NAME',
      });
    }
    if (action === 'show') {
      const name = args.required('name', 'Name a scenario: cjsim scenarios show eng5');
      loadScenario(name);
      terminal.out(readText(shippedPath('scenarios', name), name));
      return EXIT.done;
    }
    const rows = shippedNames('scenarios').map((name) => {
      const { title = '', story = '' } = loadScenario(name).scenario;
      return { name, title, story };
    });
    const columns = [
      { head: 'scenario', cell: ({ name }: { readonly name: string }) => name },
      { head: 'what it shows', cell: ({ title }: { readonly title: string }) => title },
    ];
    const style = terminal.colour ? COLOURED : PLAIN;
    terminal.out(
      args.has('json')
        ? `${JSON.stringify(rows, null, 2)}\n`
        : `${table(rows, columns as never, style, terminal.tableWidth)}\n`,
    );
    return EXIT.done;
  },
};
