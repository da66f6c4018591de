/** Kills a process again and again on one database, and says how the run ends when it is left alone at last. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld } from '../../../src/library/create-world.js';
import { resumeWorld } from '../../../src/library/resume-world.js';
import { run } from '../../../src/library/run.js';
import { createDraw } from '../../../src/sim/randomness.js';
import type { WorldPlan } from '../../../src/sim/scenario/world-plan.js';
import type { KillableOptions } from './killable.js';

export interface Chain {
  readonly plan: WorldPlan;
  /** Bundle of killable.ts. */
  readonly program: string;
  readonly kills: number;
  /** At a step, or at a moment after it says that it runs. */
  readonly by: 'step' | 'time';
  /** Draws the moments. */
  readonly seed: string;
}

export interface ChainEnd {
  readonly digest: string;
  readonly kills: number;
}

/** The digest of a run that nobody disturbs. */
export function undisturbed(plan: WorldPlan): { readonly digest: string; readonly steps: number } {
  using world = createWorld({ plan });
  run(world);
  return { digest: world.digest(), steps: world.steps };
}

export async function killChain({ plan, program, kills, by, seed }: Chain, steps: number): Promise<ChainEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-kill-'));
  const database = join(folder, 'world.db');
  const draw = createDraw(seed);
  const moments = Array.from({ length: kills }, (_, k) => draw('kill', k, 1)).sort((a, b) => a - b);
  try {
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    let killed = 0;
    for (const [k, moment] of moments.entries()) {
      const killAt = by === 'step' ? 1 + Math.floor(moment * steps) : null;
      const options = { database, plan: join(folder, 'plan.json'), killAt, beforeCommit: k % 2 === 0 };
      if (await isKilled(program, options, draw('wait', k, 1) * MOST_WAIT_MS)) killed++;
    }
    using world = resumeWorld({ database });
    run(world);
    return { digest: world.digest(), kills: killed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MOST_WAIT_MS = 40;

function isKilled(program: string, options: KillableOptions, waitMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    if (options.killAt === null)
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), waitMs));
    child.on('close', (code, signal) => {
      if (code !== null && code !== 0)
        reject(new Error(`The process failed instead of being killed: ${said}`));
      else resolve(signal === 'SIGKILL');
    });
  });
}
