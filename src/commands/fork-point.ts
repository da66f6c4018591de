/** Where a fork leaves its run, and the draws that it changes, as they are typed. */

import { UserError } from '../cj/errors.js';
import { decimalNumber } from '../input/decimal-number.js';
import { momentAfter } from '../library/fork-moment.js';
import { parseUntil } from '../sim/parse-until.js';
import type { ForkMoment } from '../sim/scenario/fork-plan.js';
import type { ChangedDraw } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { RecordedRun } from './read-run.js';

/** `--at STEP|TIME|STATE`: the last step that the fork shares with the run. */
export function forkMoment({ plan, lines }: RecordedRun, at: string): ForkMoment {
  const point = parseUntil(at, plan, '--at');
  const records = lines.map((line) => JSON.parse(line) as TraceRecord);
  const after = records.findIndex((record) => point.isAfter(record));
  const before = records.findIndex((record, steps) => point.isBefore(record.at, steps));
  const isLast = point.isBefore(Number.NEGATIVE_INFINITY, records.length);
  const step = after >= 0 ? after + 1 : before < 0 && isLast ? records.length : before;
  const moment = momentAfter({ plan, lines }, step);
  if (moment === null) {
    throw new UserError({
      code: 'not_reached',
      message:
        step === 0
          ? `Nothing has happened at ${at} yet.`
          : `The run never comes to ${at}: it has ${records.length} steps.`,
      fix: 'Give a step from 1 to the last, a time such as 90s, or a state such as continuing. cjsim trace shows them.',
      where: `--at ${at}`,
    });
  }
  return moment;
}

/** `--draw '["consumer","…",1]=0.9'` */
export function parseDraw(written: string): ChangedDraw {
  const [, key = '', number = ''] = /^\s*((?:field)?\[.*\])\s*=\s*([^=\]]+)$/.exec(written) ?? [];
  const value = decimalNumber(number.trim());
  if (isKey(key) && value !== null && value >= 0 && value < 1) return { key, value };
  throw new UserError({
    code: 'bad_draw',
    message: `"${written}" sets no draw.`,
    fix: `Write KEY=VALUE with a key as cjsim trace --draws shows it and a number from 0 to below 1: '["latency","outbox.ready","7",1]=0.5'.`,
    where: `--draw ${written}`,
  });
}

function isKey(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text.replace(/^field/, '')));
  } catch {
    return false;
  }
}
