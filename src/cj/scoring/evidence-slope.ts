/**
 * How fast the marginal likelihood of a Bradley-Terry fit with a normal prior rises with ln σ, σ the prior SD: the derivative
 * of Laplace's approximation ln L(θ̂) − Σθ̂²/(2σ²) − n·ln σ − ½ ln det H (Tierney & Kadane, JASA 81, 1986), θ̂ moving along with
 * σ, which is Σθ̂²/σ² − n + tr(H⁻¹)/σ² − ½ tr(H⁻¹·dL/d ln σ), L the information of the net. For nets whose determinant
 * costs too much: the traces come from a few probes of fixed signs (Hutchinson, Commun. Stat. Simul. 19, 1990), whose error
 * falls with the size of the net.
 */
import type { ComparisonNet } from './comparison-net.js';
import { conjugateGradient, innerProduct } from './conjugate-gradient.js';
import type { GroundedLaplacian } from './grounded-laplacian.js';
import { probeSigns, probesFor } from './probe-signs.js';
import { winChance } from './win-chance.js';

const TOLERANCE = 1e-4;

/** `theta`: the fit at `priorSd`; `hessian`: its information with the prior's on the diagonal. */
export function evidenceSlope(
  net: ComparisonNet,
  {
    theta,
    priorSd,
    hessian,
  }: { readonly theta: Float64Array; readonly priorSd: number; readonly hessian: GroundedLaplacian },
): number {
  const size = theta.length;
  const precision = 1 / (priorSd * priorSd);
  const solve = (b: Float64Array): Float64Array =>
    conjugateGradient(hessian, b, TOLERANCE, 20 * size + 100) ?? new Float64Array(size);
  const change = weightChange(net, theta, hessian.weight, solve(theta.map((value) => 2 * precision * value)));
  let slope = precision * innerProduct(theta, theta) - size;
  const probes = probesFor(net.comparisonCount);
  for (let probe = 0; probe < probes; probe++) {
    const signs = probeSigns(size, probe);
    const solved = solve(signs);
    const trace = innerProduct(signs, solved);
    let moved = 0;
    for (let e = 0; e < change.length; e++) {
      const [i, j] = [net.low[e]!, net.high[e]!];
      moved += change[e]! * (signs[i]! - signs[j]!) * (solved[i]! - solved[j]!);
    }
    slope += (precision * trace - moved / 2) / probes;
  }
  return slope;
}

/** Of each pair's weight N·P(1 − P), when abilities move by `step`. */
function weightChange(
  net: ComparisonNet,
  theta: Float64Array,
  weight: Float64Array,
  step: Float64Array,
): Float64Array {
  return Float64Array.from(net.low, (i, e) => {
    const j = net.high[e]!;
    const p = winChance(theta[i]! - theta[j]!);
    const q = winChance(theta[j]! - theta[i]!);
    return weight[e]! * (q - p) * (step[i]! - step[j]!);
  });
}
