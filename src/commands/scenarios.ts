/** `cjsim scenarios`: what comes with cjsim. */
import { UserError } from '../cj/errors.js';
import { loadScenario } from '../files/load-scenario.js';
import { pathOf, shippedNames } from '../files/package-data.js';
import { readText } from '../files/read-text.js';
import { parseYamlSource } from '../files/yaml-source.js';
import { type Column, table } from '../report/table.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';

interface ListedScenario {
  /** As `cjsim run` takes it. */
  readonly name: string;
  /** What it shows, in one line. */
  readonly title: string;
  /** What happens in it. */
  readonly story: string;
}

export const scenariosCommand: Command = {
  positionals: {
    action: { describe: 'show: the file of one scenario' },
    name: { describe: 'the scenario to show' },
  },
  flags: { json: { describe: 'JSON instead of the table, or of the YAML of a scenario' } },
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
      const text = readText(pathOf('scenario', name), name);
      terminal.out(args.has('json') ? jsonText(parseYamlSource(text, name).value) : text);
      return EXIT.done;
    }
    const rows = shippedNames('scenarios').map((name): ListedScenario => {
      const { title = '', story = '' } = loadScenario(name).scenario;
      return { name, title, story };
    });
    const columns: readonly Column<ListedScenario>[] = [
      { head: 'scenario', cell: ({ name }) => name },
      { head: 'what it shows', cell: ({ title }) => title },
    ];
    const { style } = terminal;
    terminal.out(args.has('json') ? jsonText(rows) : `${table(rows, columns, style, terminal.tableWidth)}\n`);
    return EXIT.done;
  },
};
