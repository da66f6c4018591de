/**
 * Standard errors of Bradley-Terry scores as the service defines them (04, "Standard errors"): those of the
 * difference from a reference essay. Fisher information at the scores without the reference's row, its
 * pseudo-inverse, the square root of the diagonal, capped.
 *
 * The information is the Laplacian of the graph whose edge weights are N·p(1 − p), so it falls apart into the
 * graph's connected parts: positive definite in the reference's part, and with exactly one eigenvalue 0
 * (equal changes within the part) in each other. Both are solved directly. A matrix that may have other
 * eigenvalues near the cut-off is decomposed as a whole instead, so that the cut-off acts as in the service.
 */
import exp from '@stdlib/math-base-special-exp';
import { Cholesky } from './cholesky.js';
import type { ComparisonNet } from './comparison-net.js';
import { connectedParts } from './connected-parts.js';
import { pseudoInverseDiagonal } from './pseudo-inverse-diagonal.js';

/** Greater standard errors are reported as this (service, 04). */
export const SE_CAP = 2;
/** Reported for every essay where nothing has been compared (service, 04). */
const SE_WITHOUT_COMPARISONS = 0.5;
/** Score differences beyond this many logits have p = 0 or 1 and carry no information (service, 04). */
const FARTHEST_INFORMATIVE = 10;
/** Eigenvalues of at most this share of the largest count as 0 in the pseudo-inverse (service, 04). */
const CUTOFF = 1e-10;
const ROUNDING = 1e-12;

export interface StandardErrorOptions {
  /**
   * true (`current`): an essay without information, other than the reference, gets the cap.
   * false (the service, defect `isolated-se-zero`): it gets 0, as the pseudo-inverse has it.
   */
  readonly isolatedAtCap: boolean;
}

/** Standard errors in logits by index of the net; 0 for the reference, and for an essay that is alone. */
export function standardErrors(
  net: ComparisonNet,
  scores: Float64Array,
  referenceIndex: number,
  options: StandardErrorOptions,
): Float64Array {
  const size = net.essays.length;
  if (size < 2) return new Float64Array(size);
  if (net.comparisonCount === 0) return new Float64Array(size).fill(SE_WITHOUT_COMPARISONS);
  const information = informationGraph(net, scores);
  const errors = (
    variancesByPart(information, referenceIndex) ?? variancesByEigenvalues(information, referenceIndex)
  ).map(cappedError);
  if (options.isolatedAtCap) {
    for (let i = 0; i < size; i++) if (information.degree[i] === 0) errors[i] = SE_CAP;
    errors[referenceIndex] = 0;
  }
  return errors;
}

/** An error of exactly the cap (four essays compared in a ring, say) is the cap, whatever rounding left of it. */
function cappedError(variance: number): number {
  const error = Math.sqrt(Math.max(0, variance));
  return error >= SE_CAP - ROUNDING ? SE_CAP : error;
}

interface Edges {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** N·p(1 − p) of each pair. */
  readonly weight: readonly number[];
}

/** The compared pairs that carry information. */
interface InformationGraph extends Edges {
  readonly size: number;
  /** Information of each essay: the sum of its pairs' weights. */
  readonly degree: Float64Array;
}

function informationGraph(net: ComparisonNet, scores: Float64Array): InformationGraph {
  const low: number[] = [];
  const high: number[] = [];
  const weight: number[] = [];
  const degree = new Float64Array(scores.length);
  for (let e = 0; e < net.low.length; e++) {
    const i = net.low[e]!;
    const j = net.high[e]!;
    const difference = Math.abs(scores[i]! - scores[j]!);
    if (difference > FARTHEST_INFORMATIVE) continue;
    const odds = exp(-difference);
    const information = ((net.lowWins[e]! + net.highWins[e]!) * odds) / ((1 + odds) * (1 + odds));
    low.push(i);
    high.push(j);
    weight.push(information);
    degree[i]! += information;
    degree[j]! += information;
  }
  return { size: scores.length, low, high, weight, degree };
}

/** The variances, part by part; null where an eigenvalue may be near or below the cut-off. */
function variancesByPart(graph: InformationGraph, reference: number): Float64Array | null {
  const variances = new Float64Array(graph.size);
  let largestDegree = 0;
  for (let i = 0; i < graph.size; i++) {
    if (i !== reference) largestDegree = Math.max(largestDegree, graph.degree[i]!);
  }
  let trace = 0;
  for (const part of splitParts(graph, reference)) {
    const own = variancesOfPart(part, reference);
    if (!own) return null;
    for (let k = 0; k < own.length; k++) {
      variances[part.nodes[k]!] = own[k]!;
      trace += own[k]!;
    }
  }
  // 1 / trace is at most the smallest eigenvalue, 2 · degree at least the largest (Gershgorin).
  return trace * 2 * largestDegree * CUTOFF < 1 ? variances : null;
}

/** A connected part of at least two essays. Its first node is its ground: the reference, where it has it. */
interface Part {
  readonly nodes: number[];
  /** Its edges, nodes counted within the part. */
  readonly low: number[];
  readonly high: number[];
  readonly weight: number[];
}

function splitParts(graph: InformationGraph, reference: number): readonly Part[] {
  const partOf = connectedParts(graph.size, graph.low, graph.high);
  const parts: Part[] = [];
  for (const part of partOf) {
    if (part === parts.length) parts.push({ nodes: [], low: [], high: [], weight: [] });
  }
  const place = new Int32Array(graph.size);
  const add = (node: number): void => {
    place[node] = parts[partOf[node]!]!.nodes.push(node) - 1;
  };
  add(reference);
  for (let i = 0; i < graph.size; i++) if (i !== reference) add(i);
  for (let e = 0; e < graph.weight.length; e++) {
    const part = parts[partOf[graph.low[e]!]!]!;
    part.low.push(place[graph.low[e]!]!);
    part.high.push(place[graph.high[e]!]!);
    part.weight.push(graph.weight[e]!);
  }
  return parts.filter((part) => part.nodes.length > 1);
}

/**
 * With G the inverse of the part's Laplacian without its ground, bordered by zeros: in the reference's part the diagonal of G.
 * In any other that of the Laplacian's pseudo-inverse (I − J/m)·G·(I − J/m), where J is all ones and m the size of the part.
 */
function variancesOfPart(part: Part, reference: number): Float64Array | null {
  const size = part.nodes.length;
  const factor = Cholesky.factorise(laplacianWithout(0, size, part), size - 1);
  if (!factor) return null;
  const variances = new Float64Array(size);
  variances.set(factor.inverseDiagonal(), 1);
  if (part.nodes[0] === reference) return variances;
  const rowSums = new Float64Array(size - 1).fill(1);
  factor.solve(rowSums);
  let total = 0;
  for (const sum of rowSums) total += sum;
  for (let k = 1; k < size; k++) variances[k]! -= (2 * rowSums[k - 1]!) / size;
  for (let k = 0; k < size; k++) variances[k]! += total / (size * size);
  return variances;
}

/** The Laplacian of a graph of `nodes` nodes without the row and column of one node, row by row. */
function laplacianWithout(left: number, nodes: number, { low, high, weight }: Edges): Float64Array {
  const size = nodes - 1;
  const matrix = new Float64Array(size * size);
  for (let e = 0; e < weight.length; e++) {
    const w = weight[e]!;
    const i = low[e]! - (low[e]! > left ? 1 : 0);
    const j = high[e]! - (high[e]! > left ? 1 : 0);
    if (low[e] !== left) matrix[i * size + i]! += w;
    if (high[e] !== left) matrix[j * size + j]! += w;
    if (low[e] === left || high[e] === left) continue;
    matrix[i * size + j]! -= w;
    matrix[j * size + i]! -= w;
  }
  return matrix;
}

/** The pseudo-inverse of the whole matrix, with the cut-off. */
function variancesByEigenvalues(graph: InformationGraph, reference: number): Float64Array {
  const size = graph.size - 1;
  const own = pseudoInverseDiagonal(laplacianWithout(reference, graph.size, graph), size, CUTOFF);
  const variances = new Float64Array(graph.size);
  variances.set(own.subarray(0, reference));
  variances.set(own.subarray(reference), reference + 1);
  return variances;
}
