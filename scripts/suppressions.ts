/** The bans of the core have no exception but those in biome.jsonc: no comment in it switches a rule off. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CORE = ['cj', 'judges', 'store', 'steps', 'machines', 'sim'];
const SUPPRESSES = /biome-ignore|@ts-(?:ignore|nocheck|expect-error)|eslint-disable/;
const SRC = resolve(import.meta.dirname, '../src');

/** `src/cj/a.ts:3`, for each line of these folders of `src` that suppresses a rule. */
export function suppressions(src: string): readonly string[] {
  return CORE.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        readFileSync(join(src, folder, name), 'utf8')
          .split('\n')
          .flatMap((line, index) => (SUPPRESSES.test(line) ? [`src/${folder}/${name}:${index + 1}`] : [])),
      ),
  );
}

if (process.argv[1] === import.meta.filename) {
  const found = suppressions(SRC);
  for (const where of found)
    process.stdout.write(`${where} switches a rule off: write what the rule asks for\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
