/** `orientation`: who is shown as A in a wave, by `fair_complement`. */
import { invariant } from '../../src/cj/errors.js';
import { orientWave } from '../../src/cj/pairing/orientation.js';
import { fairComplement } from '../../src/cj/pairing/orientation-rules.js';
import { PairHistory } from '../../src/cj/pairing/pair-history.js';
import type { EssayId, PairMode } from '../../src/cj/words.js';
import type { Family } from '../family.js';

interface Input {
  readonly mode: PairMode;
  readonly history: readonly (readonly [EssayId, EssayId])[];
  readonly pairs: readonly (readonly [EssayId, EssayId])[];
  /** Used one after the other, one for each decision that needs chance. */
  readonly randoms: readonly number[];
}

export const family: Family = {
  name: 'orientation',
  actual(raw) {
    const input = raw as unknown as Input;
    const ids = [...new Set([...input.history.flat(), ...input.pairs.flat()])];
    const places = new Map(ids.map((id, place) => [id, place]));
    const place = (id: EssayId) => places.get(id) ?? -1;
    let used = 0;
    const oriented = orientWave(
      input.pairs.map(([x, y]) => ({ a: place(x), b: place(y) })),
      fairComplement,
      {
        mode: input.mode,
        ids,
        history: new PairHistory(
          ids,
          input.history.map(([a, b]) => [a, b, null] as const),
        ),
        isAnchor: () => false,
        chance() {
          const number = input.randoms[used++];
          invariant(number !== undefined, 'the case gives a number for every decision by chance', { used });
          return number;
        },
      },
    );
    return {
      oriented: oriented.map(({ a, b }) => [ids[a], ids[b]]),
      branches: oriented.map(({ branch }) => branch),
      randoms_used: used,
    };
  },
};
