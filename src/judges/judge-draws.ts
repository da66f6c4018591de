/**
 * Binds the run's randomness to one comparison (07, "Keyed randomness"): an asking is keyed by batch label,
 * unordered pair, order shown and how often this order was asked, so that no other comparison, and no change
 * of their order, changes its numbers.
 *
 * What is shared by several askings (the pair, an essay, the wave) is read from fields, which may be asked
 * again; their roots are drawn once. Make one of these a run and keep it.
 */
import { byCodePoint } from '../cj/code-point-order.js';
import { type Draw, type Field, idHash } from '../cj/draw.js';
import type { EssayId } from '../cj/words.js';
import type { AskingDraws } from './judge.js';

export interface Asking {
  readonly batchLabel: string;
  /** Shown first. */
  readonly essayA: EssayId;
  readonly essayB: EssayId;
  /** As in `ComparisonRequest`, from 1. */
  readonly attempt: number;
  readonly wave: number;
}

export type JudgeDraws = (asking: Asking) => AskingDraws;

type Scope = 'judge-pair' | 'judge-essay' | 'judge-wave';

export function createJudgeDraws(draw: Draw): JudgeDraws {
  const fieldOf = fieldsOpenedOnce(draw);
  return ({ batchLabel, essayA, essayB, attempt, wave }) => {
    const isSmallerFirst = byCodePoint(essayA, essayB) < 0;
    const [smaller, greater] = isSmallerFirst ? [essayA, essayB] : [essayB, essayA];
    const shownFirst = isSmallerFirst ? 'smaller' : 'greater';
    return {
      draw: draw.under('judge', batchLabel, smaller, greater, shownFirst, attempt),
      pairDraw: (purpose) => fieldOf('judge-pair', batchLabel, purpose)(idHash(smaller), idHash(greater)),
      essayDraw: (purpose, essay) => fieldOf('judge-essay', batchLabel, purpose)(idHash(essay), 0),
      waveDraw: (purpose) => fieldOf('judge-wave', batchLabel, purpose)(wave, 0),
    };
  };
}

/** Each field is opened when it is first asked for and kept. */
function fieldsOpenedOnce(draw: Draw): (scope: Scope, batchLabel: string, purpose: string) => Field {
  const byBatch = new Map<string, Map<string, Field>>();
  return (scope, batchLabel, purpose) => {
    const ofBatch = byBatch.get(batchLabel) ?? new Map<string, Field>();
    byBatch.set(batchLabel, ofBatch);
    const name = `${scope}/${purpose}`;
    const field = ofBatch.get(name) ?? draw.field(scope, batchLabel, purpose);
    ofBatch.set(name, field);
    return field;
  };
}
