import type { Experiment } from './experiment-schema.js';

/** What a factor is called in texts and on axes. */
export function factorLabel({ labels }: Pick<Experiment, 'labels'>, key: string): string {
  return labels[key] ?? key.split('.').at(-1) ?? key;
}
