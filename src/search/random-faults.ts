/** The fault phase of a random scenario: every kind of fault, each left out of most, all over at a drawn time. */
import type { Dice } from './dice.js';

type Value = Readonly<Record<string, unknown>>;

/** Faults that strike at a rate until the world is healed. */
const AT_A_RATE: readonly Value[] = [
  { fault: 'drop-callback', rate: 0.1 },
  { fault: 'duplicate-callback', rate: 0.2, by: '1s' },
  { fault: 'delay-callback', rate: 0.2, by: '20s' },
  { fault: 'corrupt-callback', rate: 0.1 },
  { fault: 'consumer-crash-after-commit', rate: 0.1, by: '2s' },
  { fault: 'consumer-crash-before-commit', rate: 0.1, by: '2s' },
  { fault: 'content-missing', rate: 0.1 },
  { fault: 'content-slow', rate: 0.2, by: '45s' },
  { fault: 'provider-429', rate: 0.2, by: '3s' },
  { fault: 'provider-500', rate: 0.2 },
  { fault: 'provider-503', rate: 0.5 },
  { fault: 'provider-timeout', rate: 0.1, by: '5s' },
  { fault: 'provider-burst', rate: 0.5 },
  { fault: 'provider-slow', rate: 0.2, by: '20s' },
  { fault: 'judge-nonsense', rate: 0.1 },
  { fault: 'outbox-failure', rate: 0.5 },
];

/** What stands still or loses its memory. */
const ACTORS = ['consumer', 'content_service', 'llm_provider', 'monitor', 'outbox_relay', 'batch/1'] as const;
const MOMENTS = ['40ms', '200ms', '1s', '2s', '4s', '15s', '1m'] as const;

export function randomFaults(dice: Dice, share: number): readonly Value[] {
  const healed = dice.pick('healed', ['10s', '1m', '2m', '5m']);
  return [
    ...AT_A_RATE.filter((_, at) => dice.chance(`fault/${at}`, share)).map((fault) => ({
      ...fault,
      to: healed,
    })),
    ...once(dice, 'outage', share, { fault: 'provider-outage', from: '1s', to: healed }),
    ...once(dice, 'pause', share, {
      fault: 'pause',
      actor: dice.pick('pause/actor', ACTORS),
      from: dice.pick('pause/from', ['0s', '100ms', '2s']),
      to: dice.pick('pause/to', ['3s', '9s']),
    }),
    ...once(dice, 'restart', share, {
      fault: 'restart',
      actor: dice.pick('restart/actor', ACTORS),
      at: dice.pick('restart/at', MOMENTS),
    }),
    ...once(dice, 'crash', share, { fault: 'process-crash', at_step: dice.whole('crash/at', 1, 60) }),
    ...once(dice, 'jump', share, { fault: 'clock-jump', at: dice.pick('jump/at', MOMENTS), by: '5h' }),
    ...once(dice, 'flush', share, {
      fault: 'flush-idempotency-keys',
      at: dice.pick('flush/at', ['4s', '15s', '1m']),
      by: '1m',
    }),
  ];
}

function once(dice: Dice, name: string, share: number, fault: Value): readonly Value[] {
  return dice.chance(name, share) ? [fault] : [];
}
