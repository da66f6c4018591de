/**
 * A process that begins a world in a file, or goes on with it, and kills itself at a step: before the step's
 * transaction commits, or after. Without a step it says that it runs, and waits to be killed or to finish.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createWorld } from '../../../src/library/create-world.js';
import { resumeWorld } from '../../../src/library/resume-world.js';
import { run } from '../../../src/library/run.js';
import type { WorldPlan } from '../../../src/sim/scenario/world-plan.js';
import type { TraceRecord } from '../../../src/sim/trace-record.js';

export interface KillableOptions {
  readonly database: string;
  /** File of the plan. */
  readonly plan: string;
  readonly killAt: number | null;
  readonly beforeCommit: boolean;
}

const { database, plan, killAt, beforeCommit } = JSON.parse(process.argv[2] ?? '{}') as KillableOptions;
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
const onRecord = (_line: string, { n }: TraceRecord): void => {
  if (beforeCommit && n === killAt) die();
};
const world = existsSync(database)
  ? resumeWorld({ database, onRecord })
  : createWorld({ plan: JSON.parse(readFileSync(plan, 'utf8')) as WorldPlan, database, onRecord });
process.stdout.write('running\n');
const stopAt =
  killAt === null ? [] : [{ isBefore: () => false, isAfter: ({ n }: TraceRecord) => n >= killAt }];
setImmediate(() => {
  const ending = run(world, { stopAt });
  if (killAt !== null) die();
  world.seal(ending);
});
