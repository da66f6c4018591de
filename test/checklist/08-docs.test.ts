/** Row 8: what the seed wants documented stands in docs/, under the names that the seed uses. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const page = (name: string) => readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8');

test.each([
  ['docs/background/budget.md', ['runner_override', 'service_default', 'max_comparisons_override']],
  ['docs/background/budget.md', ['MAX_PAIRWISE_COMPARISONS', 'original_request']],
  ['docs/background/anchors.md', ['is_anchor', 'known_grade', 'anchor_ref_id', 'anchor_grade']],
  ['docs/reference/words.md', ['| logit ', '| SSR ', '| separation G ', '| infit ', '| outfit ']],
])('%s speaks of %j', (name, words) => {
  const text = page(name);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test('the README leads to them', () => {
  expect(page('README.md')).toContain('docs/background/budget.md');
  expect(page('README.md')).toContain('docs/background/anchors.md');
});
