/**
 * What an operator's PostgreSQL statements need to run on SQLite: casts are dropped, `array_agg` and
 * `jsonb_pretty` and `version` exist, `\dt` and `\d TABLE` are answered. No other translation is tried.
 */
import type { Driver, SqlValue } from '../../store/driver.js';
import { rewriteOutsideLiterals } from './split-statements.js';

export function registerFunctions(driver: Driver, version: string): void {
  driver.function('version', () => `cjsim ${version} on SQLite`);
  driver.function('jsonb_pretty', (document) =>
    document === null || document === undefined
      ? null
      : JSON.stringify(JSON.parse(String(document)), null, 4),
  );
  driver.function('cjsim_array', (list) =>
    list === null || list === undefined ? null : braces(String(list)),
  );
}

/** `::jsonb`, `::numeric(10, 2)`, `::timestamp with time zone`, `::text[]` */
const CAST =
  /::\s*(?:double\s+precision|character\s+varying|timestamp\s+with(?:out)?\s+time\s+zone|[a-z_]\w*)(?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?(?:\s*\[\s*\])?/gi;

/** A statement of psql as SQLite runs it. */
export function translated(statement: string): string {
  return rewriteOutsideLiterals(statement, (part) =>
    part
      .replace(CAST, '')
      .replace(
        /\barray_agg\s*\(\s*((?:distinct\s+)?)([^()]*?)\)/gi,
        (_all, distinct: string, column: string) => `cjsim_array(json_group_array(${distinct}${column}))`,
      ),
  );
}

/** A column as PostgreSQL calls it: an array by its function. */
export function columnName(column: string): string {
  return column.startsWith('cjsim_array(') ? 'array_agg' : column;
}

/** `{A,B,"C D"}` */
function braces(list: string): string {
  const items = (JSON.parse(list) as readonly SqlValue[]).map((item) => {
    const text = item === null ? 'NULL' : String(item);
    return /^[^\s,"{}]+$/.test(text) ? text : JSON.stringify(text);
  });
  return `{${items.join(',')}}`;
}

/** The query behind a backslash command, or null for one that is not known. */
export function backslashQuery(command: string): string | null {
  const [name, table] = command.replace(/;$/, '').split(/\s+/);
  if (name === '\\dt') {
    return `SELECT 'public' AS "Schema", name AS "Name", 'table' AS "Type", 'cjsim' AS "Owner" FROM sqlite_master
      WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ${table ? `AND name GLOB '${table.replaceAll("'", "''")}'` : ''} ORDER BY name`;
  }
  if (name === '\\d' && table !== undefined) {
    return `SELECT name AS "Column", type AS "Type", CASE "notnull" WHEN 1 THEN 'not null' ELSE '' END AS "Nullable",
      coalesce(dflt_value, '') AS "Default" FROM pragma_table_info('${table.replaceAll("'", "''")}')`;
  }
  return name === '\\d' ? backslashQuery('\\dt') : null;
}
