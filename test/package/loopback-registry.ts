/**
 * A registry on the loopback interface that gives out the packages installed in this repository, so that `npm install`
 * of the tarball finds its dependencies without a network. better-sqlite3 is given as it was built here: its own
 * install script would fetch or compile for a minute. Not a test itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

interface Version {
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface LoopbackRegistry {
  readonly url: string;
  readonly close: () => void;
}

/** `modules`: a folder node_modules. */
export async function loopbackRegistry(modules: string): Promise<LoopbackRegistry> {
  const tarballs = new Map<string, Buffer>();
  const tarball = (folder: string): Buffer => {
    const known = tarballs.get(folder) ?? packed(folder);
    tarballs.set(folder, known);
    return known;
  };
  const server: Server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(url.slice(1));
    const [name = '', file] = path.split('/-/');
    const versions = versionsOf(modules, name);
    const asked = versions.find(({ manifest }) => file === `${manifest.version}.tgz`);
    if (asked !== undefined) {
      response.end(tarball(asked.folder));
      return;
    }
    const [first] = versions;
    if (first === undefined || file !== undefined) {
      response.writeHead(404).end('{}');
      return;
    }
    const told = versions.map(({ folder, manifest }) => {
      const integrity = `sha512-${createHash('sha512').update(tarball(folder)).digest('base64')}`;
      const dist = { tarball: `${address(server)}/${name}/-/${manifest.version}.tgz`, integrity };
      return [manifest.version, { ...manifest, dist }] as const;
    });
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        name,
        'dist-tags': { latest: first.manifest.version },
        versions: Object.fromEntries(told),
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: address(server), close: () => server.close() };
}

/** In the folder of its name, and in one beside it that has another (`npm:` in package.json). */
function versionsOf(modules: string, name: string): readonly Version[] {
  const scope = join(modules, name, '..');
  const names = existsSync(scope) ? readdirSync(scope) : [];
  return names.flatMap((other) => {
    const folder = join(scope, other);
    const file = join(folder, 'package.json');
    if (!existsSync(file)) return [];
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    return manifest.name === name ? [{ folder, manifest }] : [];
  });
}

function address(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** With what was built in the folder, which `npm pack` would leave out; without hard links, which npm drops. */
function packed(folder: string): Buffer {
  const { status, stdout, stderr } = spawnSync(
    'tar',
    [
      '--hard-dereference',
      '-czf',
      '-',
      '--exclude=./node_modules',
      '--exclude=obj.target',
      '--exclude=.deps',
      '--transform=s,^\\.,package,',
      '.',
    ],
    { cwd: folder, maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`tar of ${folder}: ${String(stderr)}`);
  return stdout;
}
