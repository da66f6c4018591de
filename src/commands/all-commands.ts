/** Every command in the order of the help. Each is loaded when it is called, so that the others cost nothing. */
import type { CommandEntry } from './command.js';

export const ALL_COMMANDS: readonly CommandEntry[] = [
  entry(
    'run [scenario]',
    'Run a scenario, or your own essays',
    async () => (await import('./run.js')).runCommand,
  ),
  entry(
    'inspect [file]',
    'Tables of a world: batches, budget, comparisons, anchors, projections',
    async () => (await import('./inspect.js')).inspectCommand,
  ),
  entry(
    'explain [file]',
    'The story of a batch in plain words',
    async () => (await import('./explain.js')).explainCommand,
  ),
  entry(
    'check [file]',
    'The success criteria and invariants on a world, as PASS and FAIL',
    async () => (await import('./check.js')).checkCommand,
  ),
  entry(
    'sql [statements]',
    'Ask a world in SQL, as psql would',
    async () => (await import('./sql.js')).sqlCommand,
  ),
  entry(
    'logs [file]',
    "The service's log lines of a world",
    async () => (await import('./logs.js')).logsCommand,
  ),
  entry(
    'metrics [file]',
    'The metrics of a world, in the format of Prometheus',
    async () => (await import('./metrics.js')).metricsCommand,
  ),
  entry(
    'trace [file]',
    'The trace of a world, one record a line',
    async () => (await import('./trace.js')).traceCommand,
  ),
  entry(
    'resume [file]',
    'Go on with a world that was interrupted or stopped',
    async () => (await import('./resume.js')).resumeCommand,
  ),
  entry(
    'step [file]',
    'Go on with a stored world step by step, a line each',
    async () => (await import('./step.js')).stepCommand,
  ),
  entry(
    'replay [file]',
    'Run a stored world or trace again and verify it record by record',
    async () => (await import('./replay.js')).replayCommand,
  ),
  entry(
    'diff <a> <b>',
    'Where two runs part, and how their ends differ',
    async () => (await import('./diff.js')).diffCommand,
  ),
  entry(
    'fork [run]',
    'A new run from a step of a stored one, with something changed',
    async () => (await import('./fork.js')).forkCommand,
  ),
  entry(
    'cancel <ids..>',
    'Cancel batches of an unfinished world',
    async () => (await import('./cancel.js')).cancelCommand,
  ),
  entry(
    'ps [file]',
    'The actors of a world, as a list of containers',
    async () => (await import('./ps.js')).psCommand,
  ),
  entry(
    'delete <ids..>',
    'Delete batches with everything that is theirs',
    async () => (await import('./delete.js')).deleteCommand,
  ),
  entry(
    'defects [action] [name]',
    'The museum: historical bugs to switch on, or the story of one',
    async () => (await import('./defects.js')).defectsCommand,
  ),
  entry(
    'invariants',
    'The promises that --check and fuzz hold a world to',
    async () => (await import('./invariants.js')).invariantsCommand,
  ),
  entry(
    'fuzz',
    'Run random worlds until one breaks a promise',
    async () => (await import('./fuzz.js')).fuzzCommand,
  ),
  entry(
    'repro [file]',
    'Run a failing case again; --shrink makes it as small as it gets',
    async () => (await import('./repro.js')).reproCommand,
  ),
  entry(
    'blame [case]',
    'The random decisions that a failing case needs, in words',
    async () => (await import('./blame.js')).blameCommand,
  ),
  entry(
    'scenarios [action] [name]',
    'List the scenarios that come with cjsim, or show one',
    async () => (await import('./scenarios.js')).scenariosCommand,
  ),
  entry(
    'init [file]',
    'Write a commented scenario to start from',
    async () => (await import('./init.js')).initCommand,
  ),
  entry(
    'project <ranking>',
    'Project grades onto a ranking from a CSV file',
    async () => (await import('./project.js')).projectCommand,
  ),
  entry(
    'eng5-runner',
    "Run the service's end-to-end runner with its own flags",
    async () => (await import('./eng5-runner.js')).eng5RunnerCommand,
  ),
  entry(
    'fit <file>',
    'Scores, reliability, misfit and connectivity of a CSV of comparisons',
    async () => (await import('./fit.js')).fitCommand,
  ),
  entry(
    'sweep [experiment] [rest..]',
    'Run an experiment: many arms, many seeds, tables, pictures, intervals',
    async () => (await import('./sweep.js')).sweepCommand,
  ),
  entry(
    'advise',
    'Find the smallest budget that reaches a target, and confirm it',
    async () => (await import('./advise.js')).adviseCommand,
  ),
  entry(
    'backtest <file>',
    'Fit half of a real session, predict the other half',
    async () => (await import('./backtest.js')).backtestCommand,
  ),
  entry('completion', 'Print a script that completes commands and flags in bash or zsh', async () =>
    (await import('./completions.js')).completionCommand(ALL_COMMANDS),
  ),
];

function entry(usage: string, describe: string, load: CommandEntry['load']): CommandEntry {
  return { usage, describe, load };
}
