import type { Defect } from './defect.js';

export const reseededWave: Defect = {
  name: 'reseeded-wave',
  story:
    'The generator was made anew from the same seed in each wave; in the service of February 2026 it ' +
    'still is when PAIR_GENERATION_SEED is set.',
  symptom: 'Every wave draws the same numbers, and the same orientations repeat.',
  rule: 'waveKey',
  override: () => ({ waveKey: () => 'every-wave' }),
};
