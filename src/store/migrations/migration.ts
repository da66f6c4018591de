/** What a migration is: statements in order, built with Kysely's schema builder. It never changes once released. */
import type { Compilable, Kysely } from 'kysely';

export interface Migration {
  readonly name: string;
  /** `db` knows no tables: a migration must not follow later changes of the schema's types. */
  up(db: Kysely<unknown>): readonly Compilable[];
}
