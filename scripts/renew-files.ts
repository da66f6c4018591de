/** Writes generated files that are not current; with --check it writes nothing, and the exit code is 1 if one differs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** `command` renews them. */
export function renewFiles(files: readonly GeneratedFile[], command: string): void {
  const isCheck = process.argv.includes('--check');
  for (const { path, text } of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (isCheck) {
      process.stderr.write(`${path} is not current: run ${command}\n`);
      process.exitCode = 1;
    } else {
      writeFileSync(path, text);
      process.stdout.write(`wrote ${path}\n`);
    }
  }
}
