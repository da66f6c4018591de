/** Pins the digests of the shipped scenarios in test/fixtures/digests.json. A change needs a line in CHANGELOG. */
import { writeFileSync } from 'node:fs';
import { shippedNames } from '../src/files/package-data.js';
import { digestOf, PINNED_DIGESTS } from '../test/sim/digests.js';

const digests = Object.fromEntries(shippedNames('scenarios').map((name) => [name, digestOf(name, null)]));
writeFileSync(PINNED_DIGESTS, `${JSON.stringify(digests, null, 2)}\n`);
