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
  const installed = installedVersions(modules);
  const tarballs = new Map<string, Buffer>();
  const tarball = (folder: string): Buffer => {
    const known = tarballs.get(folder) ?? packed(folder);
    tarballs.set(folder, known);
    return known;
  };
  const server: Server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(url.slice(1));
    const [name = '', file] = path.split('/-/');
    const versions = installed.get(name) ?? [];
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

/** By the package's own name: its folder may have another one (`npm:` in package.json). */
function installedVersions(modules: string): ReadonlyMap<string, readonly Version[]> {
  const found = new Map<string, Version[]>();
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name],
  );
  for (const folder of names.map((name) => join(modules, name))) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    found.set(manifest.name, [...(found.get(manifest.name) ?? []), { folder, manifest }]);
  }
  return found;
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
