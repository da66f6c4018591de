/** The tarball of `npm pack`: it installs, runs and gives its types, in a folder whose name has spaces and an ö. */
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readmeBlocks } from '../docs/readme-blocks.js';
import { type InstalledPackage, installedPackage } from './installed-package.js';

const ROOT = resolve(import.meta.dirname, '../..');

let installed: InstalledPackage;

beforeAll(async () => {
  installed = await installedPackage();
}, 300_000);

afterAll(() => installed.remove(), 60_000);

function ran(file: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(file, words, { cwd: installed.folder, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

const program = () => join(installed.folder, 'node_modules/.bin/cjsim');

test('the tarball holds the program, the library, its types and its data, and no source or test', () => {
  const { files } = installed;
  const wanted = [
    'dist/cli.js',
    'dist/index.js',
    'dist/types/index.d.ts',
    'dist/LICENCES-OF-BUNDLED-PACKAGES.txt',
    'scenarios/eng5.yaml',
    'profiles/bt.yaml',
    'schemas/scenario.schema.json',
    'README.md',
    'LICENSE',
  ];
  expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
  expect(files.filter((path) => /^(src|test|node_modules|scripts)\//.test(path))).toEqual([]);
});

test('the tarball holds what the README and the pages of docs link to', () => {
  const { files, folder } = installed;
  const pages = ['README.md', ...files.filter((path) => /^docs\/.*\.md$/.test(path))];
  const links = pages.flatMap((page) => {
    const text = readFileSync(join(folder, 'node_modules/cjsim', page), 'utf8');
    return [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) => join(dirname(page), to));
  });
  expect(links).toContain('docs/tour/README.md');
  expect(links.filter((to) => !files.some((path) => path === to || path.startsWith(`${to}/`)))).toEqual([]);
});

test('publint finds nothing to say of the package, as strict as it gets', async () => {
  const { messages } = await publint({ pkgDir: join(installed.folder, 'node_modules/cjsim'), strict: true });
  expect(messages).toEqual([]);
});

test('the installed program gives the pinned digest of eng5', () => {
  const digests = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/digests.json'), 'utf8')) as Readonly<
    Record<string, string>
  >;
  const { code, out, err } = ran(program(), 'run', 'eng5', '--quiet');
  expect({ code, digest: `1:${out.trim()}`, err }).toEqual({ code: 0, digest: digests['eng5'], err: '' });
  expect(ran(program(), 'check').code).toBe(0);
});

const JUDGE = `import type { ComparisonRequest, Judge, Verdict } from 'cjsim';

export const longest: Judge = {
  compare({ essayA, essayB, draw }: ComparisonRequest): Verdict {
    const winner = essayA.text.length >= essayB.text.length ? 'essay_a' : 'essay_b';
    return { winner, confidence: 1 + Math.floor(4 * draw('sure')), justification: 'The longer one.' };
  },
};
`;

test('a strict consumer compiles the examples of the README and a judge of its own', () => {
  const { folder } = installed;
  const examples = readmeBlocks().filter(({ language }) => language === 'ts');
  expect(examples.length).toBeGreaterThan(0);
  const files = [
    ...examples.map(({ text }, at) => [`example-${at}.ts`, text] as const),
    ['judge.ts', JUDGE] as const,
  ];
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  symlinkSync(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'));
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    outDir: 'built',
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: files.map(([name]) => name) }),
  );
  const tsc = ran(process.execPath, join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
  expect(tsc).toEqual({ code: 0, out: '', err: '' });
  for (const at of examples.keys()) {
    expect(ran(process.execPath, `built/example-${at}.js`)).toMatchObject({ code: 0, err: '' });
  }
  writeFileSync(join(folder, 'judge.mjs'), "export { longest as default } from './built/judge.js';\n");
  expect(ran(program(), 'run', 'four-essays', '--judge', './judge.mjs', '--no-keep')).toMatchObject({
    code: 0,
  });
});

test('cjsim inside the bundle of a program says that it has to stay outside', async () => {
  const { folder } = installed;
  await build({
    stdin: {
      contents:
        "import { loadScenario } from 'cjsim'; try { loadScenario('eng5'); } catch ({ code, fix }) { console.log(code, fix); }",
      resolveDir: folder,
    },
    outfile: join(folder, 'bundled.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['better-sqlite3', 'piscina', '@resvg/resvg-js'],
  });
  expect(ran(process.execPath, 'bundled.mjs')).toEqual({
    code: 0,
    out: 'no_package_folder Leave cjsim out of a bundle, as an external package: it reads its own folder\n',
    err: '',
  });
});

test('package.json and the schemas can be imported from the package', () => {
  const script =
    "import pkg from 'cjsim/package.json' with { type: 'json' }; import schema from 'cjsim/schemas/scenario.schema.json' with { type: 'json' }; console.log(pkg.name, typeof schema);";
  expect(ran(process.execPath, '--no-warnings', '--input-type=module', '-e', script)).toEqual({
    code: 0,
    out: 'cjsim object\n',
    err: '',
  });
});
