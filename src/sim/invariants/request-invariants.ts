/** Promises about what was asked for: budget, source, request, identity and metadata. */

import { canonicalJson } from '../../cj/canonical-json.js';
import type { WaveFact } from '../../cj/facts.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { broken, type Invariant } from './invariant.js';
import type { Observation } from './observation.js';

export const REQUEST_INVARIANTS: readonly Invariant[] = [
  {
    name: 'budget-as-asked',
    promise:
      'Cap, source and total_budget follow from what the runner asked and the guardrail, and never change',
    check: ({ now, before, batch, plan, settings }) => {
      const { metadata, state } = now;
      const isAsBefore = before?.metadata === metadata && before.state.total_budget === state.total_budget;
      if (isAsBefore && before.state.current_iteration === state.current_iteration) return null;
      if (state.current_iteration === 0) return null;
      const asked = batch.request['max_comparisons_override'];
      const wanted = typeof asked === 'number' && asked >= 1 ? asked : null;
      const capUnder = (most: number): number => (wanted === null ? most : Math.min(most, wanted));
      const guardrail = plan.settings.MAX_PAIRWISE_COMPARISONS;
      // The cap of the first wave stays, whatever guardrail came later.
      const first = before !== null && before.state.current_iteration > 0 ? before.state.total_budget : null;
      const caps = settings.map((held) => capUnder(held.MAX_PAIRWISE_COMPARISONS));
      const max_pairs_requested = caps.find((cap) => cap === first) ?? capUnder(guardrail);
      const source = wanted === null ? 'service_default' : 'runner_override';
      const budget = objectOrNull(metadata['comparison_budget']);
      const values = { budget, total_budget: state.total_budget, asked: asked ?? null, guardrail };
      if (budget?.['source'] !== source)
        return broken(`the source is ${String(budget?.['source'])} and not ${source}`, values);
      if (budget['max_pairs_requested'] !== max_pairs_requested)
        return broken(`the cap is not ${max_pairs_requested}`, values);
      return state.total_budget === max_pairs_requested
        ? null
        : broken(`total_budget is not ${max_pairs_requested}`, values);
    },
  },
  {
    name: 'request-kept',
    promise: 'original_request in both tables stays what was asked, word for word',
    check: ({ now, before, batch }) => {
      if (batch.madeByOldCode) return null;
      for (const [table, document, documentBefore] of [
        ['cj_batch_states', now.metadata, before?.metadata],
        ['cj_batch_uploads', now.uploadMetadata, before?.uploadMetadata],
      ] as const) {
        if (document === documentBefore) continue;
        const kept = document['original_request'];
        if (kept === undefined || canonicalJson(kept) !== canonicalJson(batch.request)) {
          return broken(`original_request of ${table} is not what was asked`, {
            asked: batch.request,
            kept: kept ?? null,
          });
        }
      }
      return null;
    },
  },
  {
    name: 'identity-kept',
    promise: 'Every wave goes out under the identity, the override and the model that the runner gave',
    check: ({ record, batch }) => {
      const wave = record.facts?.find((fact): fact is WaveFact => fact.fact === 'wave.submitted');
      if (wave === undefined) return null;
      const { request } = batch;
      const asked = Object.fromEntries(
        ['assignment_id', 'user_id', 'org_id', 'language', 'course_code'].map((key) => [
          key,
          request[key] ?? null,
        ]),
      );
      const values = { iteration: wave.iteration, asked, identity: wave.identity };
      if (canonicalJson(wave.identity) !== canonicalJson(asked))
        return broken('a wave has another identity', values);
      if (batch.madeByOldCode) return null;
      const override = request['max_comparisons_override'] ?? null;
      if (wave.override !== override)
        return broken(`a wave claims the override ${wave.override}, asked was ${String(override)}`, values);
      const llm = request['llm_config_overrides'] ?? null;
      return canonicalJson(wave.llm_config_overrides) === canonicalJson(llm)
        ? null
        : broken('a wave has another model', values);
    },
  },
  {
    name: 'metadata-grows',
    promise: 'A key that a metadata document once had is never lost',
    check: ({ now, before }) =>
      lostKey(now.metadata, before?.metadata) ?? lostKey(now.uploadMetadata, before?.uploadMetadata),
  },
  {
    name: 'coverage-moves-forward',
    promise: 'Pairs covered, resampling passes and the coverage flag never go back',
    check: ({ now: { metadata }, before }) => {
      if (metadata === before?.metadata) return null;
      for (const key of [
        'max_possible_pairs',
        'successful_pairs_count',
        'resampling_pass_count',
        'unique_coverage_complete',
      ]) {
        const was = Number(before?.metadata[key] ?? 0);
        if (Number(metadata[key] ?? 0) < was)
          return broken(`${key} went back`, { was, now: metadata[key] ?? null });
      }
      return null;
    },
  },
];

function lostKey(now: Observation['now']['metadata'], before: Observation['now']['metadata'] | undefined) {
  const lost =
    before === undefined || before === now ? undefined : Object.keys(before).find((key) => !(key in now));
  return lost === undefined
    ? null
    : broken(`the key ${lost} is lost`, { had: Object.keys(before ?? {}), has: Object.keys(now) });
}
