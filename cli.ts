#!/usr/bin/env node
/** The program `cjsim`: the process around the command line. */
import { runCommandLine } from './src/commands/command-line.js';
import { processTerminal } from './src/commands/process-terminal.js';

const terminal = processTerminal();
const code = await runCommandLine(process.argv.slice(2), terminal);
// No process.exit(): a large result on a pipe would be cut.
process.exitCode = terminal.isClosed() ? 0 : (process.exitCode ?? code);
