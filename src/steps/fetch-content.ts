/** The content service looks a text up and answers. */
import type { MessagePayloads } from '../cj/messages.js';
import type { Step } from './step.js';

export const fetchContent: Step<MessagePayloads['content.requested']> = (
  context,
  { storage_id, reply_to, again },
) => {
  const found = context.store.contents.text(storage_id) !== undefined;
  return {
    event: { type: 'content.answered' },
    messages: [
      {
        to: reply_to,
        type: found ? 'content.delivered' : 'content.missing',
        key: `${context.label}/${storage_id}${again === undefined ? '' : `/${again}`}`,
        payload: { storage_id },
      },
    ],
  };
};
