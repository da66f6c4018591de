/** One step of a run that is repeated, with what came from outside before it; the verdicts of its judge are awaited. */
import type { World } from '../sim/world.js';

/** `cancelled`: labels of the batches that were told just before this step that they are cancelled. */
export async function repeatStep(world: World, cancelled: readonly string[] = []): Promise<void> {
  for (const label of cancelled) world.cancel(label);
  for (let advance = world.step(); advance.kind === 'waiting'; advance = world.step()) {
    world.provide(await advance.verdicts);
  }
}
