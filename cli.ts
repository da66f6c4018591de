#!/usr/bin/env node
/** The program `cjsim`: the process around the command line. */
import module from 'node:module';

// Node 22 and newer keep what they have compiled, and so start sooner the next time.
(module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

// Imported only now, so that the cache holds for it.
const { runCommandLine } = await import('./src/commands/command-line.js');
const { leave, processTerminal } = await import('./src/commands/process-terminal.js');
const { EXIT } = await import('./src/commands/exit-code.js');

const terminal = processTerminal();
const ended = (says: string): void => {
  process.off('exit', leftEarly);
  terminal.err(`cjsim: ${says}\n`);
  process.exitCode = 1;
};
// Only the user's module calls process.exit() while a command is at work, and the second Ctrl-C.
function leftEarly(): void {
  if (process.exitCode === EXIT.interrupted) return;
  ended("The judge's module ended the process (process.exit): the command was broken off.");
}
process.once('exit', leftEarly);
// Nothing is under way and the command has not ended: what it awaits never comes.
process.once('beforeExit', () =>
  ended('What the judge promised never came: nothing is left that could settle it.'),
);
// Not within the command, which tells its errors itself: a timer or a forgotten promise of the user's module.
process.on('uncaughtException', (error) => {
  ended(
    `An error outside of the run, in a timer or a promise of a judge: ${error instanceof Error ? error.message : 'no Error'}.`,
  );
  process.exit();
});
const code = await runCommandLine(process.argv.slice(2), terminal);
process.removeAllListeners('beforeExit');
process.off('exit', leftEarly);
// No process.exit() before all is written: a large result on a pipe would be cut.
process.exitCode = terminal.isClosed() && code !== EXIT.interrupted ? 0 : (process.exitCode ?? code);
// A judge that is still at work holds up no command that was interrupted.
if (code === EXIT.interrupted) process.stdout.write('', () => process.stderr.write('', () => leave()));
