/**
 * Abilities drawn from their posterior under a Bradley-Terry judge and a normal prior whose SD is drawn with them, as the
 * position effect is (flat on both): Metropolis within Gibbs, one item after another, from the MAP fit on (Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., ch. 11-12). The normal approximation around the MAP fit makes abilities of sparse sessions too much alike.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { sample } from '../../cj/distribution.js';
import type { Draw } from '../../cj/draw.js';
import type { MapFit } from '../../cj/scoring/map-fit.js';
import { winChance } from '../../cj/scoring/win-chance.js';
import type { ComparisonTable } from '../fit/comparison-table.js';

export interface PosteriorDraw {
  /** Logits, by item. */
  readonly abilities: Float64Array;
  /** Of the prior (logits). */
  readonly priorSd: number;
  /** Logits for the item shown first. */
  readonly eta: number;
}

export interface PosteriorOptions {
  readonly start: MapFit;
  /** Where η starts and how far it steps; one without an error stays as it is. */
  readonly position: { readonly eta: number; readonly se: number };
  readonly draws: number;
  readonly draw: Draw;
}

/** Sweeps before the first draw, and between two. */
const BURN_IN = 60;
const THIN = 10;
/** A step of this many conditional SDs is accepted in about 44 of 100 cases, which is best for one dimension. */
const STEP = 2.4;

export function posteriorDraws(
  table: ComparisonTable,
  { start, position, draws, draw }: PosteriorOptions,
): readonly PosteriorDraw[] {
  const met = meetings(table);
  const abilities = Float64Array.from(start.theta);
  const steps = start.se.map((se) => STEP * se);
  const sdStep = STEP / Math.sqrt(2 * abilities.length);
  const [move, accept] = [draw.field('posterior-step'), draw.field('posterior-accept')];
  let { priorSd } = start;
  let { eta } = position;
  let sweep = 0;
  const next = (): void => {
    for (let i = 0; i < abilities.length; i++) {
      const here = abilities[i] ?? 0;
      const there = here + sample({ normal: { mean: 0, sd: steps[i] ?? 0 } }, move(sweep, i));
      const prior = (here * here - there * there) / (2 * priorSd * priorSd);
      if (ln(accept(sweep, i)) < prior + gain(met[i] ?? NONE, { abilities, eta, here, there }))
        abilities[i] = there;
    }
    const [ofSd, ofEta] = [abilities.length, abilities.length + 1];
    priorSd = nextSd(abilities, priorSd, {
      step: sample({ normal: { mean: 0, sd: sdStep } }, move(sweep, ofSd)),
      u: accept(sweep, ofSd),
    });
    if (position.se > 0) {
      const there = eta + sample({ normal: { mean: 0, sd: STEP * position.se } }, move(sweep, ofEta));
      if (ln(accept(sweep, ofEta)) < gainOfEta(table, { abilities, here: eta, there })) eta = there;
    }
    sweep++;
  };
  for (let k = 0; k < BURN_IN; k++) next();
  return Array.from({ length: draws }, () => {
    for (let k = 0; k < THIN; k++) next();
    return { abilities: abilities.slice(), priorSd, eta };
  });
}

/** The decisions of one item: the other items, who won, and how often η stood to its own ability (1, −1, 0 if not known). */
interface Meetings {
  readonly other: number[];
  readonly won: boolean[];
  readonly lead: number[];
}

const NONE: Meetings = { other: [], won: [], lead: [] };

function meetings({ items, decisions }: ComparisonTable): readonly Meetings[] {
  const met = items.map((): Meetings => ({ other: [], won: [], lead: [] }));
  const note = (item: number, other: number, won: boolean, lead: number): void => {
    met[item]?.other.push(other);
    met[item]?.won.push(won);
    met[item]?.lead.push(lead);
  };
  for (const { winner, loser, winnerFirst } of decisions) {
    const sign = signOfEta(winnerFirst);
    note(winner, loser, true, sign);
    note(loser, winner, false, -sign);
  }
  return met;
}

/** How η adds to the lead of the winner: 1 where it was shown first, −1 where the loser was, 0 where that is not known. */
function signOfEta(winnerFirst: boolean | null): number {
  return winnerFirst === null ? 0 : winnerFirst ? 1 : -1;
}

interface Move {
  readonly abilities: Float64Array;
  readonly here: number;
  readonly there: number;
}

/** By how much the log-likelihood of an item's decisions rises when it moves from `here` to `there`. */
function gain(
  { other, won, lead }: Meetings,
  { abilities, eta, here, there }: Move & { readonly eta: number },
): number {
  return logOfProduct(other.length, (k) => {
    const base = (lead[k] ?? 0) * eta - (abilities[other[k] ?? -1] ?? 0);
    const [now, then] = won[k] ? [here + base, there + base] : [-here - base, -there - base];
    return winChance(then) / winChance(now);
  });
}

/** By how much the log-likelihood rises when η moves from `here` to `there`. */
function gainOfEta({ decisions }: ComparisonTable, { abilities, here, there }: Move): number {
  const factors = decisions.map(({ winner, loser, winnerFirst }) => {
    const lead = (abilities[winner] ?? 0) - (abilities[loser] ?? 0);
    const sign = signOfEta(winnerFirst);
    return winChance(lead + sign * there) / winChance(lead + sign * here);
  });
  return logOfProduct(factors.length, (k) => factors[k] ?? 1);
}

/** One logarithm for many factors, taken before they leave the range of numbers. */
function logOfProduct(count: number, factor: (k: number) => number): number {
  let sum = 0;
  let product = 1;
  for (let k = 0; k < count; k++) {
    product *= factor(k);
    if (product < 1e-100 || product > 1e100) {
      sum += ln(product);
      product = 1;
    }
  }
  return sum + ln(product);
}

/** A step of ln σ; the flat prior on σ adds ln σ. */
function nextSd(
  abilities: Float64Array,
  priorSd: number,
  { step, u }: { readonly step: number; readonly u: number },
): number {
  const there = priorSd * exp(step);
  let squares = 0;
  for (const value of abilities) squares += value * value;
  const change = (squares / 2) * (1 / (priorSd * priorSd) - 1 / (there * there));
  return ln(u) < change - (abilities.length - 1) * step ? there : priorSd;
}
