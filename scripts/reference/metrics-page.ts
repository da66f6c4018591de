/** docs/reference/metrics.md: every metric that `cjsim metrics` prints. */
import { Registry } from 'prom-client';
import { declaredMetrics } from '../../src/report/declared-metrics.js';
import { code, table } from './table.js';

export async function metricsPage(): Promise<string> {
  const registry = new Registry();
  const metrics = Object.values(declaredMetrics(registry)) as unknown as readonly {
    readonly name: string;
    readonly labelNames: readonly string[];
  }[];
  const labels = new Map(metrics.map(({ name, labelNames }) => [name, labelNames]));
  const rows = (await registry.getMetricsAsJSON()).map(({ name, type, help }) => [
    code(name),
    String(type),
    (labels.get(name) ?? []).map(code).join(', '),
    help,
  ]);
  return [
    '# Metrics',
    '',
    '`cjsim metrics` prints them in the text format of Prometheus, projected from the trace and the rows of a world.',
    '',
    table(['metric', 'kind', 'labels', 'what it counts'], rows),
  ].join('\n');
}
