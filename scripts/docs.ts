/** Writes the generated pages of docs/reference; with --check it only says whether they are current. */
import { referencePages } from './reference/reference-pages.js';
import { renewFiles } from './renew-files.js';

renewFiles(await referencePages(), 'npm run docs');
