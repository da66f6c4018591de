/** `cjsim init`: a commented scenario to start from. */
import { rmSync, writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { errorCode } from '../cj/error-code.js';
import { UserError } from '../cj/errors.js';
import { isFolder } from '../files/make-folder.js';
import { shellWord } from '../report/shell-word.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { fileNamed } from './naming-file.js';
import { whyUnwritten } from './system-reasons.js';

const SCENARIO = `# A scenario of cjsim. Every key has a default; cjsim scenarios show eng5 is a longer one.
name: my-scenario
title: Twelve essays and a modest budget
seed: 1

# Which rules: current, service-2026-02, service-2025-11-27 or service-2025-11-16.
policy: current

# What is compared: generated essays, with true abilities in logits.
essays:
  generate:
    count: 12
    ability: { normal: { mean: 0, sd: 1.5 } }

# What the runner asks for.
request:
  language: en
  course_code: ENG5
  max_comparisons: 60

# Who answers: bt, biased, noisy, perfect, eng5-anchor, … or { module: ./my-judge.js }.
judge:
  profile: bt

# Any setting of the service; cjsim run my-scenario.yaml --set NAME=VALUE overrides it once more.
settings:
  SCORE_STABILITY_THRESHOLD: 0.05
`;

/** What is there already, if only a link to nowhere, stays as it is. */
function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw new UserError({
        code: 'file_exists',
        message: isFolder(path) ? 'This is a folder' : 'The file is there already',
        fix: 'Give another name',
        where: path,
      });
    }
    // Half a scenario would be in the way of the next try.
    if (whyUnwritten(error) !== null) rmSync(path, { force: true });
    throw fileNamed(error, path);
  }
}

/** A name alone would be that of a shipped scenario. */
function asPath(path: string): string {
  return isAbsolute(path) || path.startsWith('.') ? path : `./${path}`;
}

export const initCommand: Command = {
  positionals: { file: { describe: 'where to write it (default my-scenario.yaml)' } },
  flags: {},
  examples: [['cjsim init && cjsim run ./my-scenario.yaml', 'your first own run']],
  run: (args, terminal) => {
    const path = args.text('file') ?? 'my-scenario.yaml';
    writeNew(path, SCENARIO);
    terminal.out(`${path}\n`);
    terminal.err(`Run it with: cjsim run ${shellWord(asPath(path))}\n`);
    return EXIT.done;
  },
};
