import type { Defect } from './defect.js';

export const rowLoadingCount: Defect = {
  name: 'row-loading-count',
  story: 'A continuation counted answers by loading every comparison of the batch, once more for each wave.',
  symptom: 'Rows read grow with the square of the comparisons; no result shows it.',
  rule: 'pairCounting',
  override: () => ({ pairCounting: 'load_rows' }),
};
