/** The product as a user has it: the tarball of `npm pack`, installed in an empty folder. Not a test itself. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { loopbackRegistry } from './loopback-registry.js';

const ROOT = resolve(import.meta.dirname, '../..');
const NOT_COPIED = ['node_modules', 'dist', '.git', 'test', '.cjsim'];

export interface InstalledPackage {
  /** Where cjsim is installed; its name has spaces and an ö. */
  readonly folder: string;
  /** The paths in the tarball. */
  readonly files: readonly string[];
  readonly tarball: string;
  readonly remove: () => void;
}

export async function installedPackage(): Promise<InstalledPackage> {
  const above = mkdtempSync(join(tmpdir(), 'cjsim package '));
  const sources = join(above, 'sources');
  // A copy: `npm pack` builds dist/ anew, which other tests are running.
  cpSync(ROOT, sources, { recursive: true, filter: (path) => !isLeftOut(path) });
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  const [packed] = JSON.parse((await npm(sources, ['pack', '--json', '--pack-destination', above])).out) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  const tarball = join(above, packed.filename);
  const folder = join(above, 'ett nytt försök');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  const registry = await loopbackRegistry(join(ROOT, 'node_modules'));
  try {
    await npm(folder, [
      'install',
      tarball,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `--registry=${registry.url}`,
      `--cache=${join(above, 'cache')}`,
    ]);
  } finally {
    registry.close();
  }
  return {
    folder,
    tarball,
    files: packed.files.map(({ path }) => path),
    remove: () => rmSync(above, { recursive: true, force: true }),
  };
}

function isLeftOut(path: string): boolean {
  return resolve(path, '..') === ROOT && NOT_COPIED.includes(basename(path));
}

interface Ended {
  readonly out: string;
}

/** Not the synchronous spawn: the registry answers in this process. */
async function npm(cwd: string, words: readonly string[]): Promise<Ended> {
  const child = spawn('npm', words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const code = await new Promise<number | null>((done) => {
    child.on('close', done);
  });
  if (code !== 0) throw new Error(`npm ${words.join(' ')}: ${err}`);
  return { out };
}
