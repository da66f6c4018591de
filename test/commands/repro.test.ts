import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { keepCase } from '../../src/search/keep-case.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCase } from '../../src/search/run-case.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

test('what --shrink prints fails by itself, with the defect that its case had', async () => {
  const options = { policy: 'current', defects: ['metadata-clobber'] } as const;
  const { found } = runCase(1, randomScenario(1), options);
  if (found === null) throw new Error('the defect is caught in case 1');
  keepCase({ parent: 'my cases', number: 1, found, command: 'cjsim fuzz' }, options);
  const file = 'my cases/case-1/scenario.yaml';
  expect(readFileSync('my cases/case-1/command.txt', 'utf8')).toContain(`cjsim repro '${file}'\n`);
  const shrunk = await typed(['repro', file, '--shrink']);
  expect(parse(shrunk.out)).toMatchObject({ defects: ['metadata-clobber'] });
  writeFileSync('small.yaml', shrunk.out);
  const again = await typed(['repro', 'small.yaml']);
  expect([again.code, again.out]).toEqual([1, expect.stringContaining('still fails: request-kept')]);
});
