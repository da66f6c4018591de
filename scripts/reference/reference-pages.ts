/** The pages of docs/reference that are made from the code: where each stands and what must be in it. */
import { join } from 'node:path';
import { packageRoot } from '../../src/files/package-root.js';
import { machinesPage } from './machines-page.js';
import { messagesPage } from './messages-page.js';
import { scenarioPage } from './scenario-page.js';
import { settingsPage } from './settings-page.js';

export interface ReferencePage {
  readonly path: string;
  readonly text: string;
}

const PAGES = {
  settings: settingsPage,
  scenario: scenarioPage,
  machines: machinesPage,
  messages: messagesPage,
} as const;

export function referencePages(): readonly ReferencePage[] {
  return Object.entries(PAGES).map(([name, page]) => ({
    path: join(packageRoot(), 'docs', 'reference', `${name}.md`),
    text: `${page()}\n\nGenerated from the code by \`npm run docs\`; do not edit.\n`,
  }));
}
