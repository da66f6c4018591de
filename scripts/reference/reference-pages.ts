/** The pages of docs/reference that are made from the code: where each stands and what must be in it. */
import { join } from 'node:path';
import { packageRoot } from '../../src/files/package-root.js';
import type { GeneratedFile } from '../renew-files.js';
import { commandsPage } from './commands-page.js';
import { jsonDocumentsPage } from './json-documents-page.js';
import { jsonResultPage } from './json-result-page.js';
import { judgeProfilePage } from './judge-profile-page.js';
import { machinesPage } from './machines-page.js';
import { messagesPage } from './messages-page.js';
import { metricsPage } from './metrics-page.js';
import { scenarioPage } from './scenario-page.js';
import { settingsPage } from './settings-page.js';
import { sweepTablesPage } from './sweep-tables-page.js';

const PAGES = {
  settings: settingsPage,
  scenario: scenarioPage,
  'judge-profile': judgeProfilePage,
  machines: machinesPage,
  messages: messagesPage,
  commands: commandsPage,
  'json-result': jsonResultPage,
  'json-documents': jsonDocumentsPage,
  metrics: metricsPage,
  'sweep-tables': sweepTablesPage,
} as const;

export async function referencePages(): Promise<readonly GeneratedFile[]> {
  const pages: GeneratedFile[] = [];
  for (const [name, page] of Object.entries(PAGES)) {
    pages.push({
      path: join(packageRoot(), 'docs', 'reference', `${name}.md`),
      text: `${await page()}\n\nGenerated from the code by \`npm run docs\`; do not edit.\n`,
    });
  }
  return pages;
}
