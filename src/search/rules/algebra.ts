/** The kernels of scoring on drawn matrices: solutions are put into their equations, spectra are known beforehand. */
import { Cholesky } from '../../cj/scoring/cholesky.js';
import { conjugateGradient } from '../../cj/scoring/conjugate-gradient.js';
import { connectedParts } from '../../cj/scoring/connected-parts.js';
import { fisherInformation } from '../../cj/scoring/fisher-information.js';
import { fillDense, type GroundedLaplacian } from '../../cj/scoring/grounded-laplacian.js';
import { pseudoInverseDiagonal } from '../../cj/scoring/pseudo-inverse-diagonal.js';
import { winChance } from '../../cj/scoring/win-chance.js';
import { winsOf } from '../../cj/scoring/wins-of.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { logDeterminant } from '../../sim/specification/expected-map.js';
import { drawnNet, netOf } from './drawn-nets.js';
import { type Rolls, times } from './rolls.js';

const CLOSE = 1e-8;

/** Beyond 128 rows the factorisation goes by blocks and tiles; their rests are met at every size modulo 24. */
export function checkCholesky(rolls: Rolls): Broken | null {
  const size = rolls.chance(0.9) ? rolls.whole(1, 14) : rolls.whole(129, 176);
  const rows = times(size, () => times(size, () => 0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const entry = rolls.between(-1, 1);
      (rows[i] as number[])[j] = entry;
      (rows[j] as number[])[i] = entry;
    }
  }
  // Positive definite because the diagonal outweighs each row.
  for (const [i, row] of rows.entries())
    row[i] = row.reduce((sum, entry) => sum + Math.abs(entry), rolls.between(0.1, 1));
  const wrong = rolls.whole(0, size - 1);
  if (rolls.chance(0.1)) return checkIndefinite(rows, wrong, rolls.pick([0, -1]));
  const factor = Cholesky.factorise(Float64Array.from(rows.flat()), size);
  if (factor === null) return broken('a positive definite matrix has no factor', { size });
  const diagonal = factor.inverseDiagonal();
  for (const k of new Set([0, size - 1, wrong, rolls.whole(0, size - 1)])) {
    const column = Float64Array.from(rows, (_, i) => (i === k ? 1 : 0));
    factor.solve(column);
    const off = rows.findIndex((row, i) => {
      const sum = row.reduce((total, entry, j) => total + entry * (column[j] ?? 0), 0);
      return !(Math.abs(sum - (i === k ? 1 : 0)) < CLOSE);
    });
    if (off >= 0) return broken(`row ${off} is not solved`, { size, k });
    if (!(Math.abs((column[k] ?? 0) - (diagonal[k] ?? 0)) < CLOSE))
      return broken(`entry ${k} of the inverse's diagonal`, { size, is: diagonal[k], expected: column[k] });
  }
  if (size > 14) return null;
  const expected = logDeterminant(rows);
  const found = factor.logDeterminant();
  return Math.abs(expected - found) < CLOSE ? null : broken('the determinant', { expected, found });
}

function checkIndefinite(rows: number[][], wrong: number, value: number): Broken | null {
  (rows[wrong] as number[])[wrong] = value;
  const factor = Cholesky.factorise(Float64Array.from(rows.flat()), rows.length);
  return factor === null
    ? null
    : broken('a matrix that is not positive definite has a factor', { wrong, value });
}

/** A matrix made of a spectrum: a rotation of a diagonal, some of it beneath the cut-off. */
export function checkPseudoInverse(rolls: Rolls): Broken | null {
  const size = rolls.whole(1, 7);
  const cutoff = 1e-6;
  const values = times(size, () => rolls.pick([0, 1e-8, 1e-4, 1, 1, 2, -1]) * rolls.between(0.5, 1));
  if (rolls.chance(0.8)) values[0] = 3;
  let vectors = times(size, (i) => times(size, (j): number => (i === j ? 1 : 0)));
  if (rolls.chance(0.9)) {
    for (let turn = 0; turn < 2 * size && size > 1; turn++) {
      const [p = 0, q = 0] = rolls.shuffled(times(size, (i) => i));
      const angle = rolls.between(0, 1);
      const [cosine, sine] = [(1 - angle * angle) / (1 + angle * angle), (2 * angle) / (1 + angle * angle)];
      vectors = vectors.map((row, i) =>
        row.map((entry, k) => {
          if (i === p) return cosine * entry - sine * (vectors[q]?.[k] ?? 0);
          return i === q ? sine * (vectors[p]?.[k] ?? 0) + cosine * entry : entry;
        }),
      );
    }
  }
  const entry = (i: number, j: number, f: (value: number) => number) =>
    values.reduce((sum, value, k) => sum + f(value) * (vectors[i]?.[k] ?? 0) * (vectors[j]?.[k] ?? 0), 0);
  const matrix = times(size, (i) =>
    times(size, (j) => (i <= j ? entry(i, j, (value) => value) : entry(j, i, (value) => value))),
  );
  const largest = Math.max(...values.map((value) => Math.abs(value)));
  const found = pseudoInverseDiagonal(Float64Array.from(matrix.flat()), size, cutoff);
  for (let i = 0; i < size; i++) {
    const expected = entry(i, i, (value) => (Math.abs(value) > cutoff * largest ? 1 / value : 0));
    const isNear =
      Math.abs(expected - (found[i] ?? Number.NaN)) <
      1e-6 * (1 + Math.abs(expected) + 1 / (1e-4 * largest + cutoff));
    if (!isNear && largest > 0) return broken(`entry ${i} is ${found[i]} and not ${expected}`, { values });
    if (largest === 0 && found[i] !== 0) return broken('the inverse of nothing', { found: [...found] });
  }
  return null;
}

/** Solved to the tolerance, or said not to be; x·Ax = x·b even when it is stopped early. */
export function checkConjugateGradient(rolls: Rolls): Broken | null {
  const size = rolls.whole(1, rolls.chance(0.9) ? 12 : 40);
  const { pairs } = drawnNet(rolls, size);
  const a: GroundedLaplacian = {
    size,
    low: Int32Array.from(pairs, ({ i }) => i),
    high: Int32Array.from(pairs, ({ j }) => j),
    weight: Float64Array.from(pairs, () => rolls.between(0.01, 3)),
    ground: Float64Array.from({ length: size }, () => rolls.between(0.05, 1)),
  };
  const dense = new Float64Array(size * size).fill(7);
  fillDense(a, dense);
  const image = (x: Float64Array, i: number) => {
    let sum = (a.ground[i] ?? 0) * (x[i] ?? 0);
    for (const [e, pair] of pairs.entries()) {
      if (pair.i !== i && pair.j !== i) continue;
      const other = pair.i === i ? pair.j : pair.i;
      sum += (a.weight[e] ?? 0) * ((x[i] ?? 0) - (x[other] ?? 0));
    }
    return sum;
  };
  const b = Float64Array.from({ length: size }, () => rolls.between(-1, 1));
  if (rolls.chance(0.05)) b.fill(0);
  const tolerance = rolls.pick([0.5, 1e-3, 1e-12]);
  const rounds = rolls.chance(0.2) ? rolls.whole(0, 2) : 4 * size + 20;
  const x = conjugateGradient(a, b, tolerance, rounds);
  if (x === null)
    return rounds > 2 ? broken('conjugate gradients do not arrive', { size, tolerance, rounds }) : null;
  let [energy, residual, ofB, ofX] = [0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    const own = image(x, i);
    const sum = dense
      .slice(i * size, (i + 1) * size)
      .reduce((total, entry, j) => total + entry * (x[j] ?? 0), 0);
    if (!(Math.abs(own - sum) < CLOSE)) return broken('the dense matrix is another', { size, i });
    const scale = dense[i * size + i] ?? 1;
    residual += ((b[i] ?? 0) - own) ** 2 / scale;
    energy += (b[i] ?? 0) ** 2 / scale;
    ofB += (x[i] ?? 0) * (b[i] ?? 0);
    ofX += (x[i] ?? 0) * own;
  }
  if (!(residual <= energy * tolerance * tolerance * 1.01 + 1e-20))
    return broken('the residual is too large', { residual, energy, tolerance, size });
  return Math.abs(ofB - ofX) < CLOSE ? null : broken('x·Ax is not x·b', { ofB, ofX });
}

export function checkNetSums(rolls: Rolls): Broken | null {
  const size = rolls.whole(1, 12);
  const drawn = drawnNet(rolls, size);
  const net = netOf(drawn);
  const theta = Float64Array.from({ length: size }, () => rolls.between(-9, 9));
  const expected = times(size, () => ({ wins: 0, expected: 0, own: 0, count: 0 }));
  for (const { i, j, times: count } of drawn.pairs) {
    for (const [x, y] of [
      [i, j],
      [j, i],
    ] as const) {
      const item = expected[x];
      if (item === undefined) continue;
      const chance = 1 / (1 + Math.E ** ((theta[y] ?? 0) - (theta[x] ?? 0)));
      item.expected += count * chance;
      item.own += count * chance * (1 - chance);
      item.count += count;
    }
  }
  for (const { i, wins } of drawn.wins) {
    const item = expected[i];
    if (item !== undefined) item.wins += wins;
  }
  const information = fisherInformation(net, theta);
  const wins = winsOf(net);
  for (const [i, item] of expected.entries()) {
    const found = {
      wins: wins[i] ?? 0,
      expected: information.expected[i] ?? 0,
      own: information.own[i] ?? 0,
      count: net.countOf[i] ?? 0,
    };
    const isSame = (Object.keys(item) as (keyof typeof item)[]).every(
      (name) => Math.abs(item[name] - found[name]) <= CLOSE * (1 + item.count),
    );
    if (!isSame) return broken(`the sums of item ${i}`, { item, found, drawn });
  }
  const total = drawn.pairs.reduce((sum, pair) => sum + pair.times, 0);
  if (net.comparisonCount !== total || net.low.length !== drawn.pairs.length)
    return broken('the net has other comparisons', { total, is: net.comparisonCount });
  return checkParts(size, drawn.pairs) ?? checkWinChance(rolls);
}

/** Everybody whom i can reach has the number of i, numbers in the order of first members. */
function checkParts(
  size: number,
  pairs: readonly { readonly i: number; readonly j: number }[],
): Broken | null {
  const expected = times(size, (i) => i);
  for (let round = 0; round < size; round++) {
    for (const { i, j } of pairs) {
      const least = Math.min(expected[i] ?? 0, expected[j] ?? 0);
      expected[i] = least;
      expected[j] = least;
    }
  }
  const order = [...new Set(expected)];
  const numbers = expected.map((first) => order.indexOf(first));
  const found = [
    ...connectedParts(
      size,
      pairs.map(({ i }) => i),
      pairs.map(({ j }) => j),
    ),
  ];
  return numbers.every((number, i) => number === found[i])
    ? null
    : broken('the parts of a net', { numbers, found, pairs });
}

/** Two chances are 1 together, and their odds are e^lead. */
function checkWinChance(rolls: Rolls): Broken | null {
  const lead = rolls.between(-1, 1) * rolls.pick([0, 1, 20, 800]);
  const [up, down] = [winChance(lead), winChance(-lead)];
  const isWhole = Math.abs(up + down - 1) < 1e-12 && up >= 0 && down >= 0;
  const isRight = Math.abs(lead) > 600 || Math.abs(up / down / Math.E ** lead - 1) < 1e-9;
  return isWhole && isRight ? null : broken('the chance to win', { lead, up, down });
}
