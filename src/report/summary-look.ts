/** How the summary of a run looks. */
import type { Style } from './style.js';

export interface SummaryLook {
  readonly style: Style;
  /** Of sentences. */
  readonly width: number;
  /** Of a ranking and of a table of batches. */
  readonly tableWidth: number;
}
