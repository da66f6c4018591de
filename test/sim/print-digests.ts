/** A process that prints the digests of scenarios under seeds, as JSON. */
import { digestOf } from './digests.js';

const wanted = JSON.parse(process.argv[2] ?? '[]') as readonly (readonly [string, string | null])[];
process.stdout.write(JSON.stringify(wanted.map(([name, seed]) => digestOf(name, seed))));
