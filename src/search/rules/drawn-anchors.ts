/** Anchors whose grade stands in a drawn place or in none; what it is follows from how the row was made. */
import type { RankingRow } from '../../cj/projection/ranking-row.js';
import type { JsonObject } from '../../cj/stored-value.js';
import type { Rolls } from './rolls.js';

export const TIERS = ['anchor_grade', 'known_grade', 'storage_id', 'anchor_ref_id'] as const;
type Tier = (typeof TIERS)[number];

export interface DrawnAnchor {
  readonly row: RankingRow;
  readonly tier: Tier | null;
  readonly grade: string | number | null;
  readonly miss: string | null;
}

export interface Reference {
  readonly id: number | string;
  readonly text_storage_id: string;
  readonly grade: string;
}

export function drawnAnchor(
  rolls: Rolls,
  place: number,
  grades: readonly string[],
  references: readonly Reference[],
): DrawnAnchor {
  const metadata: Record<string, unknown> = { is_anchor: rolls.chance(0.5) };
  const row: Record<string, unknown> = {
    els_essay_id: `anchor-${place}`,
    is_anchor: true,
    bradley_terry_score: rolls.chance(0.05) ? null : rolls.between(-3, 3),
    bradley_terry_se: 0.3,
    processing_metadata: rolls.chance(0.03) ? null : metadata,
  };
  const isBare = row['processing_metadata'] === null;
  const offered = new Map<Tier, string | number>();
  const direct = () => rolls.pick([...grades, ...grades, ...grades, 'off', 5]);
  if (rolls.chance(0.3)) {
    const inRow = rolls.chance(0.5);
    (inRow ? row : metadata)['anchor_grade'] = direct();
    if (inRow && rolls.chance(0.5)) metadata['anchor_grade'] = direct();
    const grade = row['anchor_grade'] ?? metadata['anchor_grade'];
    if (inRow || !isBare) offered.set('anchor_grade', grade as string);
  } else {
    row['anchor_grade'] = rolls.pick([undefined, undefined, '', null, 0]);
  }
  if (rolls.chance(0.5)) {
    metadata['known_grade'] = direct();
    if (!isBare) offered.set('known_grade', metadata['known_grade'] as string);
  }
  const reference = rolls.pick(references);
  if (rolls.chance(0.4)) {
    const inRow = rolls.chance(0.5);
    (inRow ? row : metadata)['text_storage_id'] = reference.text_storage_id;
    if (!inRow && rolls.chance(0.5)) row['text_storage_id'] = rolls.pick(['nowhere', '', null]);
    if (inRow || !isBare) offered.set('storage_id', reference.grade);
  } else {
    row['text_storage_id'] = rolls.pick([undefined, undefined, 'nowhere', '', null]);
  }
  if (rolls.chance(0.4)) {
    const isKnown = rolls.chance(0.8);
    metadata['anchor_ref_id'] = isKnown
      ? rolls.chance(0.5)
        ? reference.id
        : String(reference.id)
      : rolls.pick([77, 'r-77', '', 1.5]);
    if (isKnown && !isBare) offered.set('anchor_ref_id', reference.grade);
  }
  return { row: row as unknown as RankingRow, ...resolution(row, offered) };
}

function resolution(row: JsonObject, offered: ReadonlyMap<Tier, string | number>): Omit<DrawnAnchor, 'row'> {
  const tier = TIERS.find((known) => offered.has(known)) ?? null;
  if (tier !== null) return { tier, grade: offered.get(tier) ?? null, miss: null };
  const metadata = row['processing_metadata'] as JsonObject | null;
  const keys = [row['text_storage_id'], metadata?.['text_storage_id'], metadata?.['anchor_ref_id']];
  const hasKey = keys.some(
    (key) => (typeof key === 'string' && key !== '') || (typeof key === 'number' && key % 1 === 0),
  );
  return { tier: null, grade: null, miss: hasKey ? 'no_reference_matches' : 'nothing_available' };
}
