/**
 * Counts the rows that the typed queries of one driver read and write: the read counter shows a
 * continuation that loads rows in order to count them, the written rows stand in the trace record.
 * The simulation's own `sim_` tables are left out, so that a run with and without a file tallies the
 * same; so are rows that a cascade deletes.
 */
export class Tally {
  #rowsRead = 0;
  #written: Record<string, number> = {};

  get rowsRead(): number {
    return this.#rowsRead;
  }

  read(rows: number): void {
    this.#rowsRead += rows;
  }

  wrote(table: string, rows: number): void {
    if (rows > 0) this.#written[table] = (this.#written[table] ?? 0) + rows;
  }

  /** Rows written per table since the last call, in the order in which the tables were first written. */
  takeWritten(): Readonly<Record<string, number>> {
    const written = this.#written;
    this.#written = {};
    return written;
  }
}
