/** Kills a real process N times (default 1000) over several scenarios with faults, and compares how the runs end. */
import { bundled } from '../test/sim/bundled.js';
import { planned } from '../test/sim/planned.js';
import { killChain, undisturbed } from '../test/sim/resume/kill-chain.js';

const wanted = Number(process.argv[2] ?? 1000);
const KILLS = 10;
const plans = ['lower5', 'rough-night', 'stuck', 'provider-outage', 'failed-comparisons'].map((name) =>
  planned(name, ['duplicate-callback:0.1', 'provider-500:0.1']),
);
const program = await bundled('test/sim/resume/killable.ts', 'killable');
let kills = 0;
let different = 0;
for (let chain = 0; kills < wanted; chain += 2) {
  const ends = await Promise.all(
    [chain, chain + 1].map(async (k) => {
      const plan = plans[k % plans.length] ?? planned('lower5');
      const { digest, steps } = undisturbed(plan);
      const by = k % 4 === 3 ? 'time' : 'step';
      const end = await killChain({ plan, program, kills: KILLS, by, seed: String(k) }, steps);
      return { kills: end.kills, same: end.digest === digest };
    }),
  );
  for (const end of ends) {
    kills += end.kills;
    different += Number(!end.same);
  }
}
process.stdout.write(`${kills} kills, ${different} runs that ended differently\n`);
process.exitCode = different === 0 ? 0 : 1;
