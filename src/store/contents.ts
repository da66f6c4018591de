/** The content service's texts by storage id, and prompts by hash (kept only on request). */
import { type Param, query } from './compile.js';
import type { Driver } from './driver.js';

const saveText = query((db, storageId: Param<string>, text: Param<string>) =>
  db
    .insertInto('sim_contents')
    .values({ storage_id: storageId, text })
    .onConflict((conflict) =>
      conflict.column('storage_id').doUpdateSet((eb) => ({ text: eb.ref('excluded.text') })),
    ),
);
const textOf = query((db, storageId: Param<string>) =>
  db.selectFrom('sim_contents').select('text').where('storage_id', '=', storageId),
);
const savePrompt = query((db, hash: Param<string>, text: Param<string>) =>
  db
    .insertInto('sim_prompts')
    .values({ hash, text })
    .onConflict((conflict) => conflict.column('hash').doNothing()),
);

export type Contents = ReturnType<typeof contents>;

export function contents(driver: Driver) {
  const q = {
    saveText: saveText.on(driver),
    textOf: textOf.on(driver),
    savePrompt: savePrompt.on(driver),
  };
  return {
    save: q.saveText.run,
    /** undefined where the content service has no such text. */
    text: (storageId: string): string | undefined => q.textOf.get(storageId)?.text,
    savePrompt: q.savePrompt.run,
  };
}
