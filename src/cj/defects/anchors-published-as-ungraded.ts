import { resultRowsAsService } from '../projection/result-rows.js';
import type { Defect } from './defect.js';

export const anchorsPublishedAsUngraded: Defect = {
  name: 'anchors-published-as-ungraded',
  story: 'The result event carried every essay of the ranking, though only students are projected.',
  symptom: 'Every anchor appears with grade U, score 0 and confidence LOW.',
  rule: 'resultRows',
  override: () => ({ resultRows: resultRowsAsService }),
};
