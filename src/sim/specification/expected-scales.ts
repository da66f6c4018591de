/** The table of scales and the map of normalised scores of 05, as they stand there. */
import type { ScaleOfGrades } from './expected-grades.js';

const NINE = Array.from({ length: 9 }, () => 1 / 9);
const UNSIGNED = { minus: [], plus: [] };

export const EXPECTED_SCALES: ReadonlyMap<string, ScaleOfGrades> = new Map([
  [
    'swedish_8_anchor',
    {
      grades: 'F E D D+ C C+ B A'.split(' '),
      priors: [0.02, 0.08, 0.15, 0.2, 0.25, 0.15, 0.1, 0.05],
      belowLowest: null,
      signed: { minus: 'E D C B A'.split(' '), plus: 'E B'.split(' ') },
    },
  ],
  [
    'eng5_np_legacy_9_step',
    { grades: 'F+ E- E+ D- D+ C- C+ B A'.split(' '), priors: NINE, belowLowest: 'F', signed: UNSIGNED },
  ],
  [
    'eng5_np_national_9_step',
    { grades: '1 2 3 4 5 6 7 8 9'.split(' '), priors: NINE, belowLowest: '0', signed: UNSIGNED },
  ],
]);

const LETTERS =
  'A 1.00, A- .93, B+ .87, B .80, B- .73, C+ .67, C .60, C- .53, D+ .47, D .40, D- .33, E+ .27, E .20, E- .13, F+ .07, F 0, U 0';
const OF_LETTER = new Map(
  LETTERS.split(', ').map((entry) => [entry.split(' ')[0], Number(entry.split(' ')[1])]),
);

/** A number on the national scale counts by its place, a letter by the map, anything else nothing. */
export function expectedNormalised(grade: string, scale: string): number {
  if (scale !== 'eng5_np_national_9_step') return OF_LETTER.get(grade) ?? 0;
  const step = Number(grade);
  return step >= 1 ? (step - 1) / 8 : 0;
}
