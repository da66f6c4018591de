/** The runner submits its request to the workflow. */
import type { AssessmentRequest } from '../cj/messages.js';
import { batchActor, type Step } from './step.js';

export const sendRequest: Step<AssessmentRequest> = ({ label }, request) => ({
  event: { type: 'request.sent' },
  messages: [{ to: batchActor(label), type: 'assessment.requested', key: label, payload: request }],
});
