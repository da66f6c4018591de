/** The licence texts of the packages that a bundle contains; their licences ask that they travel with the copies. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../src/cj/code-point-order.js';

/** One text for all packages among the input files of a bundle (paths relative to `root`); equal texts stand once. */
export function bundledLicences(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const packagesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort(byCodePoint)) {
    const { title, text } = licenceOf(join(root, folder));
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), title]);
  }
  return [...packagesByText]
    .map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`)
    .join(`\n${'='.repeat(80)}\n\n`);
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` belongs to `node_modules/a/node_modules/@b/c`. */
function packageFolder(input: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function licenceOf(folder: string): { readonly title: string; readonly text: string } {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name));
  const texts = files.sort(byCodePoint).map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return {
    title: `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`,
    text: texts.join('\n\n'),
  };
}
