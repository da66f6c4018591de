/** `cjsim project RANKING.csv`: only the projector, on scores from anywhere. */
import { UserError } from '../cj/errors.js';
import { current } from '../cj/policies/current.js';
import { isGradeOf } from '../cj/projection/anchor-resolution.js';
import { assessmentContext } from '../cj/projection/assessment-context.js';
import type { GradeProjection } from '../cj/projection/grade-projection.js';
import { type GradeScale, gradeScale } from '../cj/projection/grade-scales.js';
import { projectGrades } from '../cj/projection/project-grades.js';
import type { RankingRow } from '../cj/projection/ranking-row.js';
import type { EssayId } from '../cj/words.js';
import { type CsvRow, type CsvTable, readCsvTable } from '../files/csv-table.js';
import { anchorsAgainstGrades } from '../report/anchors-against-grades.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { viewTable } from '../report/view-table.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';

const ID_COLUMNS = ['id', 'essay', 'essay_id', 'els_essay_id', 'item'];
const SCORE_COLUMNS = ['score', 'theta', 'bradley_terry_score'];
const SE_COLUMNS = ['se', 'standard_error', 'bradley_terry_se'];

export const projectCommand: Command = {
  positionals: {
    ranking: { describe: 'CSV: id, score, se; anchors may carry their grade in a column grade' },
  },
  flags: {
    scale: { value: 'NAME', describe: 'the grade scale (needed)' },
    anchors: { value: 'CSV', describe: 'the anchors: columns id, grade' },
    json: { describe: 'One JSON object' },
  },
  examples: [
    ['cjsim project ranking.csv --scale swedish_8_anchor --anchors anchors.csv', 'grades for a ranking'],
  ],
  run: (args, terminal) => {
    const scale = gradeScale(
      args.required('scale', 'Name the grade scale, for example --scale swedish_8_anchor.'),
    );
    const file = args.required('ranking', 'Name a CSV with the columns id, score and se.');
    const anchorFile = args.text('anchors');
    const grades = anchorFile === undefined ? new Map<string, string>() : anchorGrades(anchorFile, scale);
    const rankings = rankingRows(file, grades, scale);
    const stray = [...grades.keys()].find((id) => !rankings.some((row) => row.els_essay_id === id));
    if (stray !== undefined) {
      throw new UserError({
        code: 'unknown_anchor',
        message: `The anchor ${stray} is not in the ranking`,
        where: anchorFile ?? file,
        fix: 'Its id must be one of the ranking',
      });
    }
    const projected = projectGrades(
      rankings,
      assessmentContext({ grade_scale: scale.name, references: [] }, current),
      current,
    );
    if (!projected.available) {
      throw new UserError({
        code: 'no_projection',
        message: `Grades cannot be projected: ${projected.reason}`,
        fix: 'At least two anchors of different grades of the scale are needed',
      });
    }
    const notes = notesOn(rankings, scale);
    for (const note of notes) terminal.err(`Note: ${note}\n`);
    const rows = projected.projections.map((projection) => ({
      essay: projection.els_essay_id,
      grade: projection.grade,
      confidence: projection.confidence_score,
      label: projection.confidence_label,
      normalised: projection.normalized_score,
    }));
    terminal.out(
      args.has('json')
        ? `${JSON.stringify(projectionJson(scale, projected.projections, notes), null, 2)}\n`
        : viewTable(rows, terminal.colour ? COLOURED : PLAIN, terminal.tableWidth),
    );
    return EXIT.done;
  },
};

/** Grows by one when a key changes its meaning or goes. */
const PROJECTION_SCHEMA_VERSION = 1;

function projectionJson(
  scale: GradeScale,
  projections: readonly GradeProjection[],
  notes: readonly string[],
) {
  return { schema_version: PROJECTION_SCHEMA_VERSION, scale: scale.name, projections, notes };
}

/** What a user may want to know of the ranking, one sentence each. */
function notesOn(rankings: readonly RankingRow[], scale: GradeScale): readonly string[] {
  const without = rankings
    .filter((row) => row.bradley_terry_score === null || row.bradley_terry_se === null)
    .map(({ els_essay_id }) => els_essay_id);
  const against = anchorsAgainstGrades(rankings, scale);
  return [
    ...(without.length > 0 ? [`left out, because score or se is empty: ${without.join(', ')}`] : []),
    ...(against.length > 0 ? [`anchors against the order of their grades: ${against.join('; ')}`] : []),
  ];
}

function anchorGrades(file: string, scale: GradeScale): Map<string, string> {
  const table = readCsvTable(file, file);
  const idColumn = column(table, ID_COLUMNS);
  const gradeColumn = column(table, ['grade']);
  const grades = new Map<string, string>();
  for (const row of table.rows) {
    const id = row.text(idColumn).normalize('NFC');
    const grade = gradeOnScale(row, gradeColumn, scale);
    const earlier = grades.get(id);
    if (earlier !== undefined) {
      throw new UserError({
        code: 'bad_csv',
        message: `The anchor ${id} is there twice (${earlier} and ${grade || 'no grade'})`,
        where: row.where,
      });
    }
    grades.set(id, grade);
  }
  return grades;
}

/** Empty where there is none. */
function gradeOnScale(row: CsvRow, gradeColumn: string, scale: GradeScale): string {
  const grade = row.text(gradeColumn);
  if (grade === '' || isGradeOf(scale, grade)) return grade;
  throw new UserError({
    code: 'unknown_grade',
    message: `${grade} is no grade of ${scale.name}`,
    where: row.where,
    fix: `Use one of ${scale.grades.join(', ')}, or another --scale`,
  });
}

function rankingRows(
  file: string,
  grades: ReadonlyMap<string, string>,
  scale: GradeScale,
): readonly RankingRow[] {
  const table = readCsvTable(file, file);
  const id = column(table, ID_COLUMNS);
  const score = column(table, SCORE_COLUMNS);
  const se = column(table, SE_COLUMNS);
  const gradeColumn = table.columnAmong(['grade']);
  const seen = new Set<string>();
  return table.rows.map((row) => {
    const name = row.text(id);
    if (name === '' || seen.has(name)) {
      throw new UserError({
        code: 'bad_csv',
        message: name === '' ? 'The id is empty' : `The essay ${name} is there twice`,
        where: row.where,
      });
    }
    seen.add(name);
    const own = gradeColumn === null ? '' : gradeOnScale(row, gradeColumn, scale);
    const given = grades.get(name.normalize('NFC')) ?? '';
    if (own !== '' && given !== '' && own !== given) {
      throw new UserError({
        code: 'bad_csv',
        message: `The anchor ${name} has the grade ${own} here, and ${given} in --anchors`,
        where: row.where,
      });
    }
    const grade = given || own;
    if ((row.number(se) ?? 0) < 0) {
      throw new UserError({
        code: 'bad_number',
        message: `${se} is ${row.text(se)}; a standard error is at least 0`,
        where: row.where,
      });
    }
    return {
      els_essay_id: name as EssayId,
      is_anchor: grade !== '',
      bradley_terry_score: row.number(score),
      bradley_terry_se: row.number(se),
      ...(grade === '' ? {} : { anchor_grade: grade }),
    };
  });
}

function column(table: CsvTable, names: readonly string[]): string {
  const found = table.columnAmong(names);
  if (found !== null) return found;
  throw new UserError({
    code: 'no_column',
    message: `There is no column ${names[0]}`,
    where: table.header,
    fix: `Name it one of ${names.join(', ')}`,
  });
}
