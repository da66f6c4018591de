/** Factors and their levels in texts, on axes and in legends. */
import type { Experiment } from './experiment-schema.js';

type Labelled = Pick<Experiment, 'labels'>;

export function factorLabel({ labels }: Labelled, key: string): string {
  return labels[key] ?? key.split('.').at(-1) ?? key;
}

/** A word stands alone, any other level behind the label of its factor. */
export function levelText(experiment: Labelled, key: string, level: unknown): string {
  if (typeof level === 'string') return level;
  const label = factorLabel(experiment, key);
  return level === undefined ? `${label} not set` : `${label} ${JSON.stringify(level)}`;
}

/** The levels of all factors of an arm but one; empty where there are no others. */
export function levelsBeside(
  experiment: Labelled,
  set: Readonly<Record<string, unknown>>,
  factor: string,
): string {
  return Object.entries(set)
    .filter(([key]) => key !== factor)
    .map(([key, level]) => levelText(experiment, key, level))
    .join(', ');
}
