/** `cjsim project RANKING.csv`: only the projector, on scores from anywhere. */
import { UserError } from '../cj/errors.js';
import { current } from '../cj/policies/current.js';
import { isGradeOf } from '../cj/projection/anchor-resolution.js';
import { assessmentContext } from '../cj/projection/assessment-context.js';
import type { GradeProjection } from '../cj/projection/grade-projection.js';
import {
  GRADE_SCALES,
  type GradeScale,
  type GradeScaleName,
  gradeScale,
} from '../cj/projection/grade-scales.js';
import { projectGrades } from '../cj/projection/project-grades.js';
import type { RankingRow } from '../cj/projection/ranking-row.js';
import type { EssayId } from '../cj/words.js';
import { type CsvRow, type CsvTable, readCsvTable } from '../files/csv-table.js';
import { anchorsAgainstGrades } from '../report/anchors-against-grades.js';
import { UNAVAILABLE_WORDS } from '../report/fact-sentence.js';
import type { Versioned } from '../report/versioned.js';
import { viewTable } from '../report/view-table.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';

const ID_COLUMNS = ['id', 'essay', 'essay_id', 'els_essay_id', 'item'];
const SCORE_COLUMNS = ['score', 'theta', 'bradley_terry_score'];
const SE_COLUMNS = ['se', 'standard_error', 'bradley_terry_se'];
/** Far beyond any scale, and its square is still an ordinary number. */
const MOST_LOGITS = 1e6;

export const projectCommand: Command = {
  positionals: {
    ranking: { describe: 'CSV: id, score, se; anchors may carry their grade in a column grade' },
  },
  flags: {
    scale: {
      value: 'NAME',
      describe: `the grade scale (needed): ${GRADE_SCALES.map(({ name }) => name).join(', ')}`,
    },
    anchors: { value: 'CSV', describe: 'the anchors: columns id, grade' },
    json: { describe: 'one JSON object' },
  },
  examples: [
    ['cjsim project ranking.csv --scale swedish_8_anchor --anchors anchors.csv', 'grades for a ranking'],
  ],
  run: (args, terminal) => {
    const scale = gradeScale(
      args.required('scale', 'Name the grade scale, for example --scale swedish_8_anchor.'),
    );
    const file = args.required('ranking');
    const anchorFile = args.text('anchors');
    const grades: AnchorGrades = anchorFile === undefined ? new Map() : anchorGrades(anchorFile, scale);
    const rankings = rankingRows(file, grades, scale);
    refuseStrayAnchor(grades, rankings);
    const projected = projectGrades(
      rankings,
      assessmentContext({ grade_scale: scale.name, references: [] }, current),
      current,
    );
    if (!projected.available) {
      throw new UserError({
        code: 'no_projection',
        message: `Grades cannot be projected, because ${WHY_NOT[projected.reason]}`,
        fix: 'At least two anchors of different grades of the scale are needed, with a score each',
        where: file,
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
        ? jsonText(projectionJson(scale, projected.projections, notes))
        : viewTable(rows, terminal.style, terminal.tableWidth),
    );
    return EXIT.done;
  },
};

/** Of a file there is more to say than of a batch. */
const WHY_NOT: typeof UNAVAILABLE_WORDS = {
  ...UNAVAILABLE_WORDS,
  no_rankings: 'the ranking has no row',
  no_anchors: 'no essay of the ranking has a grade, neither in its own column grade nor in --anchors',
  too_few_grades: 'the anchors that have a score give fewer than two different grades',
};

const PROJECTION_SCHEMA_VERSION = 1;

interface ProjectionDocument extends Versioned<typeof PROJECTION_SCHEMA_VERSION> {
  /** Name of the grade scale. */
  readonly scale: GradeScaleName;
  /** One a student, in the order of the ranking. */
  readonly projections: readonly GradeProjection[];
  /** What must be known of the ranking, one sentence each. */
  readonly notes: readonly string[];
}

function projectionJson(
  scale: GradeScale,
  projections: readonly GradeProjection[],
  notes: readonly string[],
): ProjectionDocument {
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

interface GivenGrade {
  readonly grade: string;
  readonly where: string;
}

/** By id of the anchor. */
type AnchorGrades = ReadonlyMap<string, GivenGrade>;

function anchorGrades(file: string, scale: GradeScale): AnchorGrades {
  const table = readCsvTable(file);
  const idColumn = column(table, ID_COLUMNS);
  const gradeColumn = column(table, ['grade']);
  const grades = new Map<string, GivenGrade>();
  for (const row of table.rows) {
    const id = idOf(row, idColumn);
    const grade = gradeOnScale(row, gradeColumn, scale);
    const earlier = grades.get(id);
    if (earlier !== undefined) {
      throw new UserError({
        code: 'bad_csv',
        message: `The anchor ${id} is there twice (${earlier.grade} and ${grade || 'no grade'})`,
        where: row.where,
      });
    }
    grades.set(id, { grade, where: row.where });
  }
  return grades;
}

function refuseStrayAnchor(grades: AnchorGrades, rankings: readonly RankingRow[]): void {
  const ranked = new Set<string>(rankings.map(({ els_essay_id }) => els_essay_id));
  const stray = [...grades].find(([id]) => !ranked.has(id));
  if (stray === undefined) return;
  const [id, { where }] = stray;
  throw new UserError({
    code: 'unknown_anchor',
    message: `The anchor ${id} is not in the ranking`,
    where,
    fix: 'Its id must be one of the ranking',
  });
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

function rankingRows(file: string, grades: AnchorGrades, scale: GradeScale): readonly RankingRow[] {
  const table = readCsvTable(file);
  const id = column(table, ID_COLUMNS);
  const score = column(table, SCORE_COLUMNS);
  const se = column(table, SE_COLUMNS);
  const gradeColumn = table.columnAmong(['grade']);
  const seen = new Set<string>();
  return table.rows.map((row) => {
    const name = idOf(row, id);
    if (seen.has(name)) {
      throw new UserError({
        code: 'bad_csv',
        message: `The essay ${name} is there twice`,
        where: row.where,
      });
    }
    seen.add(name);
    const own = gradeColumn === null ? '' : gradeOnScale(row, gradeColumn, scale);
    const given = grades.get(name)?.grade ?? '';
    if (own !== '' && given !== '' && own !== given) {
      throw new UserError({
        code: 'bad_csv',
        message: `The anchor ${name} has the grade ${own} here, and ${given} in --anchors`,
        where: row.where,
      });
    }
    const grade = given || own;
    return {
      els_essay_id: name as EssayId,
      is_anchor: grade !== '',
      bradley_terry_score: row.logits(score, { least: -MOST_LOGITS, most: MOST_LOGITS }),
      bradley_terry_se: row.logits(se, { least: 0, most: MOST_LOGITS }),
      ...(grade === '' ? {} : { anchor_grade: grade }),
    };
  });
}

/** In Unicode's composed form, so that one id is written in one way. */
function idOf(row: CsvRow, name: string): string {
  const id = row.text(name).normalize('NFC');
  if (id !== '') return id;
  throw new UserError({ code: 'bad_csv', message: 'The id is empty', where: row.where });
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
