/**
 * A fault as a flag writes it: `--fault drop-callback:0.02`, `--fault provider-outage@60s..120s`, `--fault
 * drop-callback#7`, `--fault delay-callback:0.1,by=5s,batch=21`, `--pause content_service@10s..20s`,
 * `--restart batch/21@30s`. Whether the keys fit the fault is checked with the scenario's own faults.
 */
import { UserError } from '../../cj/errors.js';
import { decimalNumber } from '../../input/decimal-number.js';
import { didYouMean } from '../../input/nearest-name.js';
import { schemaFault } from '../../input/schema-fault.js';
import { DURATION } from '../scenario/duration.js';
import { type FaultOfScenario, faultSchema } from '../scenario/fault-schema.js';
import { FAULT_KINDS, FAULT_NAMES, type FaultName } from './fault-kinds.js';

const WRITTEN = /^([a-z0-9-]+)(?::([^@#,]*))?(?:#([^@,]*))?(?:@([^,]*))?((?:,[^,]*)*)$/;

const FIX =
  'Write NAME:RATE, NAME#NTH, NAME@FROM..TO or NAME@AT, and ,KEY=VALUE for more: drop-callback:0.02,batch=21.';

const PAUSE_FIX = 'Write ACTOR@FROM..TO, for example content_service@10s..20s.';
const RESTART_FIX = 'Write ACTOR@TIME, for example batch/21@30s.';

/** `--fault TEXT` */
export function parseFault(text: string): FaultOfScenario {
  const where = `--fault ${text}`;
  const match = WRITTEN.exec(text.trim());
  if (match === null) throw badFault(`"${text}" is no fault.`, where, FIX);
  const [, name = '', rate, nth, when, more = ''] = match;
  const kind = faultNamed(name, where);
  const given: GivenKeys = [
    ['fault', kind],
    ...(rate === undefined ? [] : [['rate', numberOf(rate, 'rate', where)] as const]),
    ...(nth === undefined
      ? []
      : [['nth', nth.split('+').map((one) => numberOf(one, 'nth', where))] as const]),
    ...(when === undefined ? [] : timesOf(when, kind, where)),
    ...keysOf(more, where),
  ];
  const [twice] = given.find(([key], at) => given.findIndex(([other]) => other === key) < at) ?? [];
  if (twice !== undefined) throw badFault(`${twice} is given twice.`, where, FIX);
  return checked(Object.fromEntries(given), where, FIX);
}

type GivenKeys = readonly (readonly [key: string, value: unknown])[];

/** `--pause ACTOR@FROM..TO` */
export function parsePause(text: string): FaultOfScenario {
  const where = `--pause ${text}`;
  const [actor, from, to] = /^([^@]+)@(.+?)\.\.(.+)$/.exec(text.trim())?.slice(1) ?? [];
  if (actor === undefined || from === undefined || to === undefined) {
    throw badFault(`"${text}" pauses nothing.`, where, PAUSE_FIX);
  }
  const pause = { fault: 'pause', actor, from: timeOf(from, where), to: timeOf(to, where) };
  return checked(pause, where, PAUSE_FIX);
}

/** `--restart ACTOR@TIME` */
export function parseRestart(text: string): FaultOfScenario {
  const where = `--restart ${text}`;
  const [actor, at] = /^([^@]+)@(.+)$/.exec(text.trim())?.slice(1) ?? [];
  if (actor === undefined || at === undefined) {
    throw badFault(`"${text}" restarts nothing.`, where, RESTART_FIX);
  }
  return checked({ fault: 'restart', actor, at: timeOf(at, where) }, where, RESTART_FIX);
}

function faultNamed(name: string, where: string): FaultName {
  const known = FAULT_NAMES.find((fault) => fault === name);
  if (known !== undefined) return known;
  throw new UserError({
    code: 'unknown_fault',
    message: `There is no fault ${name}${didYouMean(name, FAULT_NAMES)}`,
    fix: `Use one of ${FAULT_NAMES.join(', ')}.`,
    where,
  });
}

/** `60s..120s`, `60s..`, or a moment: the moment of a fault that happens once, else the first of its time. */
function timesOf(when: string, kind: FaultName, where: string): GivenKeys {
  const [from = '', to, more] = when.split('..');
  if (more !== undefined) throw badFault(`"${when}" is no span of time.`, where, FIX);
  const takesAt = [...FAULT_KINDS[kind].needs, ...FAULT_KINDS[kind].may].includes('at');
  if (to === undefined) return [[takesAt ? 'at' : 'from', timeOf(from, where)]];
  const since = ['from', timeOf(from, where)] as const;
  return to === '' ? [since] : [since, ['to', timeOf(to, where)]];
}

function keysOf(more: string, where: string): GivenKeys {
  return more
    .split(',')
    .slice(1)
    .map((part) => {
      const [key = '', value = '', rest] = part.split('=');
      if (value === '' || rest !== undefined) throw badFault(`",${part}" is not KEY=VALUE.`, where, FIX);
      const isNumber = /^\d+(\.\d+)?$/.test(value) && key !== 'actor';
      return [key.trim(), isNumber ? Number(value) : value] as const;
    });
}

function timeOf(text: string, where: string): string {
  if (DURATION.test(text)) return text;
  throw badFault(
    `"${text}" is no time.`,
    where,
    'Write a duration after the start of the clock: 90s, 5m, 1h30m.',
  );
}

function numberOf(text: string, what: string, where: string): number {
  const number = decimalNumber(text.trim());
  if (number !== null) return number;
  throw badFault(`"${text}" is no ${what}.`, where, FIX);
}

function checked(value: unknown, where: string, otherwise: string): FaultOfScenario {
  const result = faultSchema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const { path, says, fix } = schemaFault(result.error.issues);
  const keys = path.filter((part) => typeof part === 'string');
  const message =
    `${keys.join('.')}${says.startsWith(':') ? says.slice(keys.length > 0 ? 0 : 2) : ` ${says}`}`.trim();
  throw badFault(/[.?!]$/.test(message) ? message : `${message}.`, where, fix ?? otherwise);
}

function badFault(message: string, where: string, fix: string): UserError {
  return new UserError({ code: 'bad_fault', message, where, fix });
}
