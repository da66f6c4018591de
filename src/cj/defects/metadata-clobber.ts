import type { Defect } from './defect.js';

export const metadataClobber: Defect = {
  name: 'metadata-clobber',
  story:
    'Until the merge helpers of November 2025 each writer assigned processing_metadata, so that the ' +
    'last one wiped out what the others had written. Batch 21 was the first that was checked to have ' +
    'kept its original request.',
  symptom:
    'original_request is gone after the first wave; the next continuation runs with defaults, and the ' +
    'identity is lost.',
  rule: 'writeMetadata',
  override: () => ({ writeMetadata: 'clobber' }),
};
