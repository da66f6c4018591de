/** The essays of one batch: as requested, with their true abilities and the texts behind them. */
import { isAnchorEssayId } from '../../cj/anchor-essay-id.js';
import { type Distribution, sample } from '../../cj/distribution.js';
import type { RequestedEssay } from '../../cj/messages.js';
import type { GradeScale } from '../../cj/projection/grade-scales.js';
import type { EssayId } from '../../cj/words.js';
import type { KeyPath } from '../../input/key-path.js';
import { type EssaysOfScenario, type ListedEssay, USUAL_ABILITY, USUAL_LENGTH } from './essays-schema.js';
import { fillerText } from './filler-text.js';
import type { PlanMaker } from './plan-maker.js';
import type { AbilityPlan, PlannedText } from './world-plan.js';

const LONGEST_TEXT_WORDS = 20_000;

export interface EssaysPlan {
  readonly essays: readonly RequestedEssay[];
  readonly abilities: readonly AbilityPlan[];
  readonly texts: readonly PlannedText[];
}

export interface EssaysOrigin {
  /** Label of the batch. */
  readonly label: string;
  readonly path: KeyPath;
  /** The scale that grades of the request's own anchors belong to. */
  readonly scale: GradeScale;
  /** The assignment's anchors join them, under ids of their own. */
  readonly hasAnchors: boolean;
}

export function planEssays(spec: EssaysOfScenario, origin: EssaysOrigin, maker: PlanMaker): EssaysPlan {
  if (spec.folder !== undefined) {
    throw maker.refuse({
      code: 'files_not_read',
      path: [...origin.path, 'folder'],
      says: 'must be read before the scenario is expanded (loadScenario does it)',
    });
  }
  const listed = spec.list ?? generated(spec.generate, origin.label, maker);
  checkIds(listed, origin, maker);
  for (const [index, essay] of listed.entries()) checkGrades(essay, index, origin, maker);
  return {
    essays: listed.map((essay) => requested(essay, origin.label)),
    abilities: listed.map((essay) => planAbility(essay, origin.label, maker)),
    texts: listed.map((essay) => ({
      storage_id: storageId(essay, origin.label),
      text: essay.text ?? madeUpText(USUAL_LENGTH, origin.label, essay.id, maker),
    })),
  };
}

/** A made-up text whose length is drawn, for essay or anchor `id`. */
export function madeUpText(length: Distribution, label: string, id: string, { draw }: PlanMaker): string {
  const drawn = Math.round(sample(length, draw('essay-words', label, id)));
  const words = Math.min(LONGEST_TEXT_WORDS, Math.max(1, drawn));
  return fillerText(words, draw.field('essay-text', label, id));
}

/** Ids are padded, so that their order as texts is that of their numbers. */
function generated(
  spec: EssaysOfScenario['generate'],
  label: string,
  maker: PlanMaker,
): readonly ListedEssay[] {
  if (spec === undefined) return [];
  const width = Math.max(2, String(spec.count).length);
  return Array.from({ length: spec.count }, (_, index) => {
    const id = `${spec.prefix}-${String(index + 1).padStart(width, '0')}`;
    const ability = sample(spec.ability, maker.draw('ability', label, id));
    return { id, ability, text: madeUpText(spec.words, label, id, maker) };
  });
}

function requested(essay: ListedEssay, label: string): RequestedEssay {
  const { is_anchor, anchor_grade, known_grade } = essay;
  return {
    els_essay_id: essay.id as EssayId,
    text_storage_id: storageId(essay, label),
    ...(is_anchor === undefined ? {} : { is_anchor }),
    ...(anchor_grade === undefined ? {} : { anchor_grade }),
    ...(known_grade === undefined ? {} : { known_grade }),
  };
}

function storageId(essay: ListedEssay, label: string): string {
  return `essay/${label}/${essay.id}`;
}

function planAbility(essay: ListedEssay, label: string, { draw, inventsAbilities }: PlanMaker): AbilityPlan {
  const els_essay_id = essay.id as EssayId;
  if (essay.ability !== undefined) return { els_essay_id, ability: essay.ability, origin: 'scenario' };
  if (!inventsAbilities) return { els_essay_id, ability: null, origin: 'unknown' };
  return {
    els_essay_id,
    ability: sample(USUAL_ABILITY, draw('ability', label, essay.id)),
    origin: 'made_up',
  };
}

function checkIds(
  listed: readonly ListedEssay[],
  { path, hasAnchors }: EssaysOrigin,
  { refuse }: PlanMaker,
): void {
  const seen = new Map<string, number>();
  for (const [index, { id }] of listed.entries()) {
    if (hasAnchors && isAnchorEssayId(id)) {
      throw refuse({
        code: 'anchor_id',
        path: [...path, 'list', index, 'id'],
        says: `is ${id}, and the assignment's anchors get ids of that form`,
        fix: 'Give the essay another id.',
      });
    }
    const earlier = seen.get(id);
    if (earlier !== undefined) {
      throw refuse({
        code: 'duplicate_id',
        path: [...path, 'list', index, 'id'],
        says: `is ${id}, which essay ${earlier + 1} of the list has already`,
      });
    }
    seen.set(id, index);
  }
}

function checkGrades(essay: ListedEssay, index: number, origin: EssaysOrigin, maker: PlanMaker): void {
  for (const key of ['known_grade', 'anchor_grade'] as const) {
    const grade = essay[key];
    if (grade === undefined) continue;
    const path = [...origin.path, 'list', index, key];
    if (essay.is_anchor !== true) {
      throw maker.refuse({
        code: 'grade_of_no_anchor',
        path,
        says: 'is given for an essay that is no anchor',
        fix: 'Add is_anchor: true, or leave the grade out.',
      });
    }
    checkGrade(grade, path, origin.scale, maker);
  }
}

/** A grade that the policy does not accept on the scale is an error that names the scale's grades. */
export function checkGrade(
  grade: string,
  path: KeyPath,
  scale: GradeScale,
  { policy, refuse }: PlanMaker,
): void {
  if (policy.acceptsGrade(grade, scale)) return;
  throw refuse({
    code: 'off_scale_grade',
    path,
    says: `is ${grade}, which is no grade of ${scale.name}`,
    fix: `Its grades are ${scale.grades.join(', ')}.`,
  });
}
