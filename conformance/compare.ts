/**
 * Compares what our rules give with what a vector expects: key by key for the keys that are expected,
 * numbers within the tolerance of their path, everything else exact. Differences come as sentences.
 */

export interface Tolerances {
  /** Absolute tolerance for a number at this path, or 0. */
  of(path: readonly string[]): number;
}

/** Tolerance keys name a field at any depth, or a path in which a dot separates keys and `[]` is any index. */
export function tolerances(named: Readonly<Record<string, number>> = {}): Tolerances {
  const rules = Object.entries(named).map(([key, tolerance]) => ({
    parts: key.split('.').flatMap((part) => (part.endsWith('[]') ? [part.slice(0, -2), '[]'] : [part])),
    tolerance,
  }));
  return {
    of(path) {
      for (const { parts, tolerance } of rules) if (containsRun(path, parts)) return tolerance;
      return 0;
    },
  };
}

function containsRun(path: readonly string[], parts: readonly string[]): boolean {
  for (let from = 0; from + parts.length <= path.length; from++) {
    if (
      parts.every((part, i) => (part === '[]' ? /^\d+$/.test(path[from + i] ?? '') : part === path[from + i]))
    ) {
      return true;
    }
  }
  return false;
}

export function differences(
  expected: unknown,
  actual: unknown,
  tolerance: Tolerances,
  path: readonly string[] = [],
): string[] {
  const want = infinite(expected);
  const have = infinite(actual);
  if (typeof want === 'number' && typeof have === 'number') {
    const close = want === have || Math.abs(want - have) <= tolerance.of(path);
    return close ? [] : [sentence(path, expected, actual)];
  }
  if (Array.isArray(want)) {
    if (!Array.isArray(have) || have.length !== want.length) return [sentence(path, expected, actual)];
    return want.flatMap((item, i) => differences(item, have[i], tolerance, [...path, String(i)]));
  }
  if (typeof want === 'object' && want !== null) {
    if (typeof have !== 'object' || have === null) return [sentence(path, expected, actual)];
    const extra = path.length === 0 ? [] : Object.keys(have).filter((key) => !Object.hasOwn(want, key));
    const wrongKeys = extra.map((key) => `${[...path, key].join('.')}: not expected`);
    const fields = Object.entries(want).flatMap(([key, value]) =>
      differences(value, (have as Record<string, unknown>)[key], tolerance, [...path, key]),
    );
    return [...fields, ...wrongKeys];
  }
  return Object.is(want, have) ? [] : [sentence(path, expected, actual)];
}

function infinite(value: unknown): unknown {
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  return value === '-Infinity' ? Number.NEGATIVE_INFINITY : value;
}

function sentence(path: readonly string[], expected: unknown, actual: unknown): string {
  return `${path.join('.') || '(whole)'}: expected ${short(expected)}, got ${short(actual)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
