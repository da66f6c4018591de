/** Bundles a helper of the tests to run it as a process of its own, which starts in a fifth of the time of tsx. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { REQUIRE_BANNER } from '../../scripts/require-banner.js';
import { packageRoot } from '../../src/files/package-root.js';

/** The path of the bundle; inside node_modules, so that packages with a native part are found. */
export async function bundled(entry: string, name: string): Promise<string> {
  const outfile = join(packageRoot(), 'node_modules/.cache/cjsim-tests', `${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: REQUIRE_BANNER,
    logLevel: 'error',
  });
  return outfile;
}
