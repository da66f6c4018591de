/** Writes schemas/*.json from the zod schemas; with --check it only says whether they are current. */
import { generatedSchemas } from './generated-schemas.js';
import { renewFiles } from './renew-files.js';

renewFiles(generatedSchemas(), 'npx tsx scripts/generate-schemas.ts');
