import { idOrder } from '../pairing/orientation-rules.js';
import type { Defect } from './defect.js';

export const idOrderOrientation: Defect = {
  name: 'id-order-orientation',
  story: 'Where both essays of a pair had been shown first equally often, the ids decided instead of chance.',
  symptom: 'Smaller ids are always A.',
  rule: 'orientation',
  override: () => ({ orientation: () => idOrder }),
};
