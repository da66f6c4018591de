/**
 * Builds dist/: the program (cli.js), the library (index.js with types/), the workers of sweeps and searches, and the licences of
 * what is bundled. Packages with a native part or a worker file of their own stay outside: they are the
 * `dependencies` of package.json, and all others are devDependencies. `--without-types` leaves the declarations out.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { errorCode } from '../src/cj/error-code.js';
import { bundledLicences } from './bundled-licences.js';
import { REQUIRE_BANNER } from './require-banner.js';
import { selfContainedTypes } from './self-contained-types.js';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

/**
 * What only yargs' own help needs, which cjsim does not print: loading it takes 40 ms, for an Intl.Segmenter each.
 */
const WITHOUT_HELP_LAYOUT: Plugin = {
  name: 'without-help-layout',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(cliui|string-width)$/ }, ({ path, importer }) =>
      /node_modules[/\\]yargs[/\\]/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `export default function leftOut() { throw new Error('${path} is not in the bundle'); }`,
    }));
  },
};

async function bundle(): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: {
      cli: 'cli.ts',
      index: 'src/index.ts',
      'cell-worker': 'src/lab/sweep/cell-worker.ts',
      'case-worker': 'src/search/case-worker.ts',
    },
    outdir: DIST,
    bundle: true,
    splitting: true,
    // Beside the entry points: a chunk finds the workers by a path relative to itself.
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: runtimeDependencies(),
    plugins: [WITHOUT_HELP_LAYOUT],
    banner: REQUIRE_BANNER,
    // Less text is compiled sooner; names stay, so that a stack of a bug report can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(
    join(DIST, 'LICENCES-OF-BUNDLED-PACKAGES.txt'),
    bundledLicences(ROOT, Object.keys(metafile.inputs)),
  );
  chmodSync(join(DIST, 'cli.js'), 0o755);
}

function runtimeDependencies(): string[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(manifest.dependencies ?? {});
}

function declareTypes(): void {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The declarations were not emitted');
  selfContainedTypes({
    folder: join(DIST, 'types'),
    sourceFolder: join(ROOT, 'src'),
    installed: runtimeDependencies(),
  });
  const index = join(DIST, 'types/index.d.ts');
  // A world is disposable (`using`); a user's `lib` may be older than that.
  writeFileSync(index, `/// <reference lib="esnext.disposable" />\n${readFileSync(index, 'utf8')}`);
}

const REFUSED: readonly string[] = ['EACCES', 'EPERM', 'EROFS'];

/** `npm start` in the checkout of another user, who has built it: what is there is left as it is. */
function clearDist(): void {
  try {
    accessSync(ROOT, constants.W_OK);
    rmSync(DIST, { recursive: true, force: true });
  } catch (error) {
    if (!REFUSED.includes(errorCode(error))) throw error;
    process.stderr.write(
      `cjsim: ${DIST} cannot be built: the folder may not be written.\n  Clone cjsim to a folder of your own, or run what is built: node ${join(DIST, 'cli.js')} run eng5.\n`,
    );
    process.exit(2);
  }
}

clearDist();
await bundle();
if (!process.argv.includes('--without-types')) declareTypes();
