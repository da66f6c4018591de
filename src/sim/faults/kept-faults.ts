/** What faults must find again after a crash, as it was last written down. */
import { FAULT_MEMORY_ROW, type WorldJournal } from '../world-journal.js';
import type { FaultDesk, FaultMemory } from './fault-desk.js';

export class KeptFaults {
  memory: FaultMemory | null;
  readonly #journal: WorldJournal;

  constructor(journal: WorldJournal, memory: FaultMemory | null) {
    this.#journal = journal;
    this.memory = memory;
  }

  /** To be called in the transaction of whatever may have changed it. */
  keep(desk: FaultDesk): void {
    const memory = desk.takeMemory();
    if (memory === null) return;
    this.memory = memory;
    this.writeTo(this.#journal);
  }

  writeTo(journal: WorldJournal): void {
    if (this.memory === null) return;
    journal.moved(FAULT_MEMORY_ROW, { value: 'counting', context: this.memory });
  }
}
