/** `cjsim advise`: how large a budget has to be for a target. */
import { UserError } from '../cj/errors.js';
import { given } from '../input/given.js';
import { WORKERS } from '../input/number-limits.js';
import { adviceJson } from '../lab/advise/advice-json.js';
import { adviceText } from '../lab/advise/advice-text.js';
import { ADVISE_LIMITS, advise } from '../lab/advise/advise.js';
import { TARGETS, type Target, type TargetName } from '../lab/advise/targets.js';
import { PAIRING_NAMES } from '../lab/fit/simulate-waves.js';
import type { Command } from './command.js';
import { decimalFlag } from './decimal-flag.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';

export const adviseCommand: Command = {
  flags: {
    essays: { value: 'N', describe: 'how many essays are to be ranked (default 30)' },
    judge: { value: 'NAME', describe: 'a judge profile, or the path of your own (default llm-2026)' },
    target: { value: 'NAME=X', describe: 'true-correlation=0.9 (default), grade-agreement=0.9, ssr=0.8' },
    assurance: {
      value: 'SHARE',
      describe: 'share of single batches that must reach the target (default 0.8)',
    },
    scenario: {
      value: 'NAME',
      describe:
        'whose anchors, abilities and settings to take: one with essays.generate or essays of known ability (default class-60)',
    },
    strategy: {
      value: 'NAME',
      describe: `how pairs are chosen: ${PAIRING_NAMES.join(', ')} (default optimal_graph)`,
    },
    'search-runs': { value: 'N', describe: 'batches for each budget in the search (default 40)' },
    'confirm-runs': { value: 'N', describe: 'batches in a round of confirmation (default 100)' },
    'allow-inflated': { describe: 'accept an SSR target although the design can make SSR too high' },
    workers: { value: 'N', describe: 'threads (default: one a core)' },
    json: { describe: 'one JSON object' },
  },
  examples: [
    ['cjsim advise --essays 30 --judge llm-2026 --target true-correlation=0.9', 'for a class of thirty'],
  ],
  run: async (args, terminal) => {
    const options = given({
      assurance: decimalFlag(args, 'assurance', ADVISE_LIMITS.assurance),
      scenario: args.text('scenario'),
      strategy: args.oneOf('strategy', PAIRING_NAMES),
      searchRuns: args.wholeNumber('search-runs', ADVISE_LIMITS.searchRuns),
      confirmRuns: args.wholeNumber('confirm-runs', ADVISE_LIMITS.confirmRuns),
      workers: args.wholeNumber('workers', WORKERS),
    });
    const advice = await advise({
      essays: args.wholeNumber('essays', ADVISE_LIMITS.essays) ?? 30,
      judge: args.text('judge') ?? 'llm-2026',
      target: targetOf(args.text('target') ?? 'true-correlation=0.9'),
      allowInflated: args.has('allow-inflated'),
      signal: terminal.signal,
      onBudget: (budget, share) =>
        terminal.err(`  budget ${budget}: ${(100 * share).toFixed(0)} % of batches reach it\n`),
      ...options,
    });
    terminal.out(args.has('json') ? jsonText(adviceJson(advice)) : adviceText(advice, terminal.width));
    if (advice.interrupted) return EXIT.interrupted;
    return advice.budget === null ? EXIT.failed : EXIT.done;
  },
};

function targetOf(text: string): Target {
  const [name = '', written = '', ...rest] = text.split('=');
  const known = Object.keys(TARGETS).find((target) => target === name) as TargetName | undefined;
  const value = Number(written);
  if (known !== undefined && rest.length === 0 && written !== '' && value > 0 && value < 1)
    return { name: known, value };
  throw new UserError({
    code: 'bad_target',
    message: `--target ${text} is no target.`,
    fix: `Write one of ${Object.keys(TARGETS).join(', ')}, an equals sign and a number between 0 and 1.`,
    where: '--target',
  });
}
