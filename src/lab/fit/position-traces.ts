/**
 * The traces that the slopes of the marginal likelihood need (position-slopes.ts): tr H⁻¹, and of each edge the variance
 * of the difference across it, (e_low − e_high)ᵀ·H⁻¹·(e_low − e_high), H the information of the abilities with their prior.
 *
 * They are exact for small nets. For larger ones a dense inverse costs as much as some rounds of the climb, so it is made
 * once, near the end: everywhere else two probes of fixed signs (Hutchinson, Commun. Stat. Simul. 19, 1990) say how traces
 * change from there. Of the largest nets, many probes stand for the inverse.
 */
import { Cholesky } from '../../cj/scoring/cholesky.js';
import { innerProduct } from '../../cj/scoring/conjugate-gradient.js';
import { fillDense, type GroundedLaplacian } from '../../cj/scoring/grounded-laplacian.js';
import { probeSigns } from '../../cj/scoring/probe-signs.js';
import { solved, TRACE_TOLERANCE, type Traces, type TracesOf } from './position-slopes.js';

/** Nets of at most so many items have exact traces everywhere. */
const SMALL_ITEMS = 64;
/** Beyond, the inverse would cost more than all else. */
const INVERSE_ITEMS = 500;
/** So many probes tell how traces change, and so many what they are beyond: within 1 % of the standard error of η, measured. */
const PROBES_OF_CHANGE = 2;
const PROBES_OF_LARGE = 60;

/** Where traces come from at first; small nets need no better. */
export function firstTraces(items: number): TracesOf {
  return items <= SMALL_ITEMS ? exactTraces : changingTraces;
}

/** Traces that are right at this information, and near it. */
export function anchoredTraces(information: GroundedLaplacian): TracesOf {
  const { size } = information;
  if (size <= SMALL_ITEMS) return exactTraces;
  const right = size <= INVERSE_ITEMS ? exactTraces(information) : probedTraces(information, PROBES_OF_LARGE);
  const changing = changingTraces(information);
  if (right === null || changing === null) return changingTraces;
  const whole = right.whole - changing.whole;
  const ofEdge = right.ofEdge.map((value, e) => value - changing.ofEdge[e]!);
  return (there) => {
    const found = changingTraces(there);
    return (
      found && { whole: found.whole + whole, ofEdge: found.ofEdge.map((value, e) => value + ofEdge[e]!) }
    );
  };
}

function changingTraces(information: GroundedLaplacian): Traces | null {
  return probedTraces(information, PROBES_OF_CHANGE);
}

function exactTraces(information: GroundedLaplacian): Traces | null {
  const { size, low, high } = information;
  const matrix = new Float64Array(size * size);
  fillDense(information, matrix);
  const factor = Cholesky.factorise(matrix, size);
  if (!factor) return null;
  const places = Int32Array.from({ length: size }, (_, i) => i);
  const entries = factor.inverseAt(
    Int32Array.from([...places, ...low]),
    Int32Array.from([...places, ...high]),
  );
  const own = entries.subarray(0, size);
  return {
    whole: own.reduce((sum, value) => sum + value, 0),
    ofEdge: entries.subarray(size).map((value, e) => own[low[e]!]! + own[high[e]!]! - 2 * value),
  };
}

function probedTraces(information: GroundedLaplacian, probes: number): Traces | null {
  const { size, low, high } = information;
  const ofEdge = new Float64Array(low.length);
  let whole = 0;
  for (let probe = 0; probe < probes; probe++) {
    const b = probeSigns(size, probe);
    const x = solved(information, b, TRACE_TOLERANCE);
    if (x === null) return null;
    whole += innerProduct(b, x) / probes;
    for (let e = 0; e < ofEdge.length; e++) {
      const [i, j] = [low[e]!, high[e]!];
      ofEdge[e]! += ((b[i]! - b[j]!) * (x[i]! - x[j]!)) / probes;
    }
  }
  return { whole, ofEdge };
}
