import { stringify } from 'yaml';
import { EXHIBITS } from '../src/search/exhibits.js';
import { randomScenario } from '../src/search/random-scenario.js';
import { shrink } from '../src/search/shrink.js';
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('scenarios/museum', { recursive: true });
const before: number[] = []; const after: number[] = [];
for (const [name, { caughtBy, number }] of Object.entries(EXHIBITS)) {
  if (caughtBy === 'chance-is-fair' || caughtBy === 'rules-as-specified') { console.log(name, 'no world'); continue; }
  const t = performance.now();
  const { scenario, sizeBefore, sizeAfter, tries } = shrink(randomScenario(number), caughtBy, { policy: 'current', defects: [name] });
  before.push(sizeBefore); after.push(sizeAfter);
  writeFileSync(`scenarios/museum/${name}.yaml`, stringify({ ...scenario, name, policy: 'current', defects: [name] }));
  console.log(name, sizeBefore, sizeAfter, tries, ((performance.now() - t) / 1000).toFixed(1));
}
const m = (x: number[]) => x.sort((a, b) => a - b)[x.length >> 1];
console.log('median', m(before), m(after));
