/**
 * A registry on the loopback interface that gives out the packages installed in this repository, so that `npm install`
 * of the tarball finds its dependencies without a network. better-sqlite3 is given as it was built here: its own
 * install script would fetch or compile for a minute. Not a test itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export interface LoopbackRegistry {
  readonly url: string;
  readonly close: () => void;
}

/** `modules`: a folder node_modules. */
export async function loopbackRegistry(modules: string): Promise<LoopbackRegistry> {
  const tarballs = new Map<string, Buffer>();
  const tarball = (name: string): Buffer => {
    const known = tarballs.get(name) ?? packed(join(modules, name));
    tarballs.set(name, known);
    return known;
  };
  const server: Server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(url.slice(1));
    const name = path.replace(/\/-\/.*$/, '');
    const file = join(modules, name, 'package.json');
    if (!existsSync(file)) {
      response.writeHead(404).end('{}');
      return;
    }
    const bytes = tarball(name);
    if (path !== name) {
      response.end(bytes);
      return;
    }
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const { version } = manifest;
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    const dist = { tarball: `${address(server)}/${name}/-/${version}.tgz`, integrity };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        name,
        'dist-tags': { latest: version },
        versions: { [version]: { ...manifest, dist } },
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: address(server), close: () => server.close() };
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
