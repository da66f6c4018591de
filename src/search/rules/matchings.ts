/** Matchings on drawn weights: the best of all in small graphs, and proved the best in larger ones. */
import { FORBIDDEN, type IntegerWeights, integerWeights } from '../../cj/pairing/integer-weights.js';
import { maximumWeightMatching } from '../../cj/pairing/matching.js';
import { certificateProblems } from '../../cj/pairing/matching-certificate.js';
import { perfectMatching } from '../../cj/pairing/perfect-matching.js';
import { startingDuals } from '../../cj/pairing/starting-duals.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { bestMatching } from '../../sim/specification/expected-matching.js';
import { type Rolls, times } from './rolls.js';

type Weights = readonly (readonly number[])[];

const CLOSE = 1e-9;
const EXACT = 2 ** 52;

export function checkMatching(rolls: Rolls): Broken | null {
  const size = rolls.chance(0.6)
    ? rolls.whole(2, 10)
    : rolls.chance(0.7)
      ? rolls.whole(12, 18)
      : rolls.whole(26, 34);
  const weights = drawnWeights(rolls, size);
  const weight = (i: number, j: number) => weights[i]?.[j] ?? FORBIDDEN;
  const whole = integerWeights(size, weight);
  return (
    checkWholeNumbers(size, weights, whole) ??
    checkStart(whole) ??
    checkPartners(size, weights, maximumWeightMatching(size, weight)) ??
    checkProof(whole, rolls)
  );
}

const KINDS = ['even', 'few', 'clusters', 'clusters', 'triples', 'zero'] as const;
/** Where blossoms form within blossoms, and open again. */
const LARGE_KINDS = ['even', 'clusters', 'triples', 'triples'] as const;

/** Even, few different, in clusters of odd size within clusters, or in triples with few pairs between them. */
function drawnWeights(rolls: Rolls, size: number): Weights {
  const kind = rolls.pick(size > 10 ? LARGE_KINDS : KINDS);
  const forbidden = rolls.pick(size > 10 ? [0, 0, 0, 0.3] : [0, 0, 0.2, 0.5, 0.8]);
  const scale = rolls.pick([1, 1, 1e-6, 1000]);
  const inner = rolls.pick([3, 3, 5]);
  const rows = times(size, () => times(size, () => 0));
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const isNear = Math.floor(i / inner) === Math.floor(j / inner);
      const isNearby = Math.floor(i / (3 * inner)) === Math.floor(j / (3 * inner));
      const value = {
        zero: () => 0,
        even: () => 2.5 * rolls.next(),
        triples: () =>
          Math.floor(i / 3) === Math.floor(j / 3)
            ? rolls.whole(6, 8)
            : rolls.chance(0.25)
              ? rolls.whole(0, 5)
              : FORBIDDEN,
        few: () => rolls.whole(0, 2),
        clusters: () => (isNear ? 8 : isNearby ? 4 : 0) + rolls.pick([0, 0.5, rolls.next()]),
      }[kind]();
      const entry = value < 0 || rolls.chance(forbidden) ? FORBIDDEN : scale * value;
      (rows[i] as number[])[j] = entry;
      (rows[j] as number[])[i] = entry;
    }
  }
  return rows;
}

/** Even whole numbers in the order and at the distances of the weights, as fine as exact sums allow. */
function checkWholeNumbers(size: number, weights: Weights, { nodes, matrix }: IntegerWeights): Broken | null {
  if (nodes !== size + (size % 2)) return broken(`${size} essays make ${nodes} nodes`);
  const entries: { readonly weight: number; readonly entry: number }[] = [];
  for (let i = 0; i < nodes; i++) {
    if (matrix[i * nodes + i] !== Number.NEGATIVE_INFINITY) return broken('a node may meet itself', { i });
    for (let j = i + 1; j < nodes; j++) {
      const entry = matrix[i * nodes + j] as number;
      const weight = j < size ? (weights[i]?.[j] ?? FORBIDDEN) : FORBIDDEN;
      if (entry !== matrix[j * nodes + i]) return broken('weights differ by direction', { i, j });
      if (!Number.isSafeInteger(entry) || entry % 2 !== 0) return broken(`${entry} is not even`, { i, j });
      if (weight < 0 ? entry !== 0 : entry <= 0) return broken(`the weight ${weight} became ${entry}`);
      if (weight >= 0) entries.push({ weight, entry });
    }
  }
  return checkScale(nodes, entries);
}

function checkScale(
  nodes: number,
  entries: readonly { readonly weight: number; readonly entry: number }[],
): Broken | null {
  const most = entries.reduce((found, item) => (item.weight > found.weight ? item : found), {
    weight: 0,
    entry: 0,
  });
  if (most.weight === 0) return null;
  const base = (most.entry - 2) / (nodes / 2 + 1);
  const isFine = most.entry * nodes <= EXACT && most.entry * nodes > EXACT / 2.01;
  if (!isFine) return broken('the weights are not as fine as they may be', { nodes, most });
  const isUneven = entries.find(({ weight, entry }) => {
    const expected = (nodes / 2) * base + 2 + (weight / most.weight) * base;
    return Math.abs(entry - expected) > 3;
  });
  return isUneven === undefined
    ? null
    : broken('whole weights are not in proportion', { nodes, most, isUneven });
}

/** y_i + y_j ≥ w_ij for all, equal for those matched; of an odd cycle one node stays alone. */
function checkStart(whole: IntegerWeights): Broken | null {
  const { nodes, matrix } = whole;
  const { duals, mates } = startingDuals(whole);
  let alone = 0;
  for (let i = 0; i < nodes; i++) {
    const mate = mates[i] as number;
    if (mate === -1) alone++;
    else if (mates[mate] !== i || mate === i)
      return broken('a start that is no matching', { mates: [...mates] });
    if (!Number.isSafeInteger(duals[i])) return broken(`the starting dual ${duals[i]} is not whole`);
    for (let j = i + 1; j < nodes; j++) {
      const slack = (duals[i] as number) + (duals[j] as number) - (matrix[i * nodes + j] as number);
      if (slack < 0) return broken(`the start leaves the slack ${slack}`, { i, j });
      if (slack !== 0 && mate === j) return broken('the start matches a pair with slack', { i, j, slack });
    }
  }
  return 3 * alone <= nodes ? null : broken(`the start leaves ${alone} of ${nodes} alone`);
}

function checkPartners(size: number, weights: Weights, partners: Int32Array): Broken | null {
  const found = { pairs: 0, weight: 0 };
  for (let i = 0; i < size; i++) {
    const partner = partners[i] as number;
    if (partner === -1) continue;
    const weight = weights[i]?.[partner] ?? FORBIDDEN;
    if (partners[partner] !== i || partner === i || weight < 0)
      return broken('no matching of allowed pairs', { partners: [...partners] });
    found.pairs += 0.5;
    found.weight += weight / 2;
  }
  if (size > 10) return null;
  const best = bestMatching(size, (i, j) => {
    const weight = weights[i]?.[j] ?? FORBIDDEN;
    return weight < 0 ? null : weight;
  });
  const isBest =
    best.pairs === found.pairs && Math.abs(best.weight - found.weight) <= CLOSE * (1 + best.weight);
  return isBest ? null : broken('a better matching exists', { best, found, weights });
}

/** The duals prove the matching, and a proof that was tampered with proves nothing. */
function checkProof(whole: IntegerWeights, rolls: Rolls): Broken | null {
  const forest = perfectMatching(whole);
  const problems = certificateProblems(whole, forest);
  if (problems.length > 0) return broken('the matching is not proved', { problems: problems.slice(0, 3) });
  const [blossom] = forest.blossoms();
  const node = rolls.whole(0, whole.nodes - 1);
  const wrong = rolls.pick(['dual', 'half', 'mate', 'value'] as const);
  if (wrong === 'value' && blossom === undefined) return null;
  if (wrong === 'dual') forest.duals[node] = (forest.duals[node] as number) + rolls.pick([-2, 2]);
  if (wrong === 'half') forest.duals[node] = (forest.duals[node] as number) + 0.5;
  if (wrong === 'mate') forest.mates[node] = rolls.pick([-1, node]);
  if (wrong === 'value') forest.values[blossom as number] = -2;
  return certificateProblems(whole, forest).length > 0
    ? null
    : broken('a false proof passes', { wrong, node, nodes: whole.nodes });
}
