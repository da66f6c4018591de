/** The commands in the groups of `cjsim --help`, by what somebody wants to do. */

export interface CommandGroup {
  readonly title: string;
  readonly names: readonly string[];
}

export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { title: 'Run a world', names: ['run', 'eng5-runner', 'scenarios', 'init', 'resume', 'step'] },
  {
    title: 'Look at a world (that of the last run here, or --db FILE)',
    names: ['explain', 'inspect', 'check', 'sql', 'logs', 'metrics', 'trace', 'ps'],
  },
  { title: 'Change a world', names: ['cancel', 'delete'] },
  { title: 'Branch and compare runs', names: ['fork', 'replay', 'diff'] },
  { title: 'Find and keep bugs', names: ['defects', 'invariants', 'fuzz', 'repro', 'blame'] },
  { title: 'Experiments', names: ['sweep', 'advise'] },
  { title: 'Only the statistics, on CSV files', names: ['fit', 'project', 'backtest'] },
  { title: 'The shell', names: ['completion'] },
];

/** Where a command stands that no group names. */
export const OTHER_COMMANDS = 'More';
