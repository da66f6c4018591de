import { search } from '../src/search/search.js';
import { DEFECTS } from '../src/cj/defects/defect-named.js';
const [what = '', n = '100', start = '1'] = process.argv.slice(2);
if (what === 'mutants') {
  for (const { name } of DEFECTS) {
    const t = performance.now();
    const counts: number[] = []; const by = new Map<string, number>();
    for (let s = 1; s <= Number(n); s++) {
      const r = search({ policy: 'current', defects: [name], start: s * 100000, runs: Number(start), stopsAtFirst: true });
      const v = r.violations[0];
      counts.push(v ? r.runs : Infinity);
      const k = v ? v.oracle + ':' + v.rule : 'NOT CAUGHT';
      by.set(k, (by.get(k) ?? 0) + 1);
    }
    counts.sort((a, b) => a - b);
    console.log(name.padEnd(32), 'median', counts[counts.length >> 1], 'max', counts.at(-1), JSON.stringify([...by]), ((performance.now() - t) / 1000).toFixed(1) + 's');
  }
} else {
  const t = performance.now();
  const r = search({ policy: 'current', defects: what ? [what] : [], start: Number(start), runs: Number(n), stopsAtFirst: false });
  const s = (performance.now() - t) / 1000;
  console.log({ ...r, violations: r.violations.length, probes: r.probes.size }, (r.runs / s).toFixed(1) + '/s');
  const seen = new Map<string, number>();
  for (const v of r.violations) { const k = v.rule + ' | ' + v.says.replace(/\d+/g, '#'); if (!seen.has(k)) console.log(v.case, v.rule, v.step, v.says, JSON.stringify(v.values).slice(0, 1200)); seen.set(k, (seen.get(k) ?? 0) + 1); }
  console.log([...seen]);
}
