/** The figures that a fit's text begins with: SSR, split-half and position effect, each with what limits it. */
import { counted } from '../../report/words-of.js';
import { correctionWords } from './correction-words.js';
import { leadOf } from './estimator-fit.js';
import { figure } from './figure.js';
import type { Fit } from './fit.js';
import { oneSidedWords } from './position-effect.js';
import type { SplitHalf } from './split-half.js';
import { ssrWarnings } from './ssr-warning.js';

const NO_HALVES = 'not available (halves share fewer than three items, are too one-sided or show no spread)';

export function reliabilityLines(fit: Fit): readonly string[] {
  const btm = fit.fits.get('btm');
  return [
    ...(btm === undefined ? [] : [ssrLine(fit)]),
    ...(fit.correctedSsr === null
      ? []
      : [
          `  SSR ${btm?.standardErrors === 'full' ? `${figure(fit.correctedSsr.observed, 3)} with own standard errors, ` : ''}` +
            correctionWords(fit.correctedSsr),
        ]),
    ...halvesLines(fit),
    ...ssrWarnings(fit, btm).map((warning) => `  ! ${warning}`),
    positionLine(fit),
  ];
}

function ssrLine(fit: Fit): string {
  const btm = fit.fits.get('btm');
  if (btm === undefined || !btm.hasScale) {
    const lead = leadOf(fit.fits)?.estimator;
    return (
      'SSR: not available. The net is too one-sided for a finite scale of btm, which has no scores (–); items are in ' +
      `the order of ${lead}.`
    );
  }
  const found = btm.reliability;
  if (typeof found?.ssr !== 'number') {
    return `SSR: not available (${found?.sd === 0 ? 'all abilities are equal' : 'fewer than two items with a comparison'}).`;
  }
  const [errors, separation] =
    btm.standardErrors === 'full'
      ? [' with full standard errors', '(sirt prints that of own standard errors)']
      : ['', 'as sirt prints it'];
  return (
    `SSR ${figure(found.ssr, 3)} (btm${errors}, design: ${fit.design}); separation G ${figure(found.sepG, 2)} ${separation}, ` +
    `Rasch separation ${figure(found.raschSeparation, 2)}; SD ${figure(found.sd, 2)} and mean SE ${figure(found.meanSe, 2)} logits.`
  );
}

function halvesLines({ splitHalves, table }: Fit): readonly string[] {
  if (splitHalves === null) return [];
  const { by_comparison, by_judge, rows_without_judge } = splitHalves;
  const noJudges = table.judges.length < 2 ? 'not available (fewer than two judges)' : NO_HALVES;
  const leftOut =
    by_judge === null || rows_without_judge === 0
      ? ''
      : `, without ${counted(rows_without_judge, 'row that names', 'rows that name')} no judge`;
  return [
    `Split-half by comparison: ${halvesText(by_comparison, NO_HALVES)}; by judge: ${halvesText(by_judge, noJudges)}${leftOut}.`,
  ];
}

function halvesText(found: SplitHalf | null, without: string): string {
  if (found === null) return without;
  const divisions = `${found.divisions === 1 ? '' : 'mean of '}${counted(found.divisions, 'division')}`;
  return `${figure(found.reliability, 3)} (Spearman-Brown, ${divisions})`;
}

function positionLine({ positionEffect, table }: Fit): string {
  if (positionEffect === null)
    return 'Position effect: not available (the table does not say who was shown first).';
  const { eta, se, n, firstWins } = positionEffect;
  const oneSided = oneSidedWords(positionEffect, table.order);
  if (oneSided !== null) return `Position effect: cannot be estimated, as ${oneSided}.`;
  return (
    `Position effect: ${figure(eta, 3)} logits for the item ${table.order === 'listed' ? 'listed' : 'shown'} first (SE ${figure(se, 3)}); ` +
    `it won ${figure(100 * firstWins, 1)} % of ${n}.${table.order === 'listed' ? ' The table does not say who was shown first.' : ''}`
  );
}
