/** The content service: returns a text by its storage id, or says that it has none. */
import { setup } from 'xstate';

export type ContentServiceEvent = { type: 'content.answered' };

export const contentServiceMachine = setup({
  types: { events: {} as ContentServiceEvent },
}).createMachine({
  id: 'contentService',
  initial: 'serving',
  states: { serving: { on: { 'content.answered': {} } } },
});
