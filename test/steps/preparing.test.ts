import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { fetchContent } from '../../src/steps/fetch-content.js';
import { prepareBatch } from '../../src/steps/prepare-batch.js';
import { receiveRequest } from '../../src/steps/receive-request.js';
import { sendRequest } from '../../src/steps/send-request.js';
import { ASSIGNMENT, BOS_ID, bench, EVENT_ID, prepared, scenario, students } from './bench.js';

const ORIGINAL = {
  language: 'en',
  course_code: 'ENG5',
  cj_source: 'els',
  cj_request_type: 'cj_comparison',
  student_prompt_text: 'Write.',
  student_prompt_storage_id: 'prompt/7',
  max_comparisons_override: 10,
  user_id: 'teacher',
  org_id: 'school',
};

describe('send-request', () => {
  test('the runner sends its request to its batch', () => {
    const made = bench();
    expect(made.run(sendRequest, made.request)).toEqual({
      event: { type: 'request.sent' },
      messages: [{ to: 'batch/7', type: 'assessment.requested', key: '7', payload: made.request }],
    });
    expect(made.rows()).toEqual({});
  });
});

describe('receive-request', () => {
  test('a request makes both rows, and asks for every text', () => {
    const made = bench(scenario({ assignment: ASSIGNMENT }));
    const texts = ['essay/7/s1', 'essay/7/s2', 'essay/7/s3', 'anchor/low', 'anchor/high'];
    expect(made.run(receiveRequest, made.request)).toEqual({
      event: {
        type: 'request.accepted',
        texts,
        essays: made.request.essays,
        request: made.request.request,
        contentTimeoutMs: 30_000,
      },
      messages: texts.map((storage_id) => ({
        to: 'content_service',
        type: 'content.requested',
        key: `7/${storage_id}`,
        payload: { storage_id, reply_to: 'batch/7' },
      })),
      facts: [{ fact: 'request.accepted', essays: 3, anchors: 2 }],
    });
    expect(made.rows()).toEqual({ cj_batch_uploads: 4, cj_batch_states: 2 });
    expect(
      made.sql('select id, bos_batch_id, event_correlation_id, user_id, status from cj_batch_uploads'),
    ).toEqual([
      {
        id: 7,
        bos_batch_id: BOS_ID,
        event_correlation_id: EVENT_ID,
        user_id: 'teacher',
        status: 'FETCHING_CONTENT',
      },
    ]);
    expect(made.sql('select batch_id, state, total_budget from cj_batch_states')).toEqual([
      { batch_id: 7, state: 'INITIALIZING', total_budget: null },
    ]);
  });

  test('the original request is in both documents, word for word', () => {
    const made = bench();
    made.run(receiveRequest, made.request);
    const documents = made.sql(
      `select u.processing_metadata -> 'original_request' as upload, s.processing_metadata -> 'original_request' as state
         from cj_batch_uploads u join cj_batch_states s on s.batch_id = u.id`,
    );
    expect(documents).toEqual([{ upload: JSON.stringify(ORIGINAL), state: JSON.stringify(ORIGINAL) }]);
  });

  test("prompt and rubric of the assignment stand before the request's", () => {
    const made = bench(scenario({ assignment: ASSIGNMENT }));
    made.run(receiveRequest, made.request);
    const { original_request: _, ...resolved } = JSON.parse(
      made.store.batches.upload(made.request.batch_id)?.processing_metadata ?? '',
    );
    expect(resolved).toEqual({
      student_prompt_text: 'The prompt of the assignment.',
      student_prompt_storage_id: 'prompt/assignment',
      judge_rubric_text: 'The rubric of the assignment.',
      judge_rubric_storage_id: 'rubric/assignment',
    });
  });

  test('an unknown assignment is an error that names it and the known ones', () => {
    const made = bench(scenario({ assignment: ASSIGNMENT }));
    const request = { ...made.request, request: { ...made.request.request, assignment_id: 'unknown-one' } };
    expect(() => made.run(receiveRequest, request)).toThrow(
      new UserError({
        code: 'unknown_assignment',
        message: 'There is no assignment "unknown-one".',
        fix: `Use one of ${ASSIGNMENT.id}.`,
      }),
    );
  });

  test('the rubric of a canonical national assignment cannot be overridden', () => {
    const made = bench(scenario({ assignment: { ...ASSIGNMENT, context_origin: 'canonical_national' } }));
    expect(() => made.run(receiveRequest, { ...made.request, judge_rubric_override: 'Mine.' })).toThrow(
      /canonical national rubric/,
    );
  });

  test("another assignment's rubric is replaced by the override", () => {
    const made = bench(scenario({ assignment: ASSIGNMENT }));
    made.run(receiveRequest, { ...made.request, judge_rubric_override: 'Mine.' });
    expect(
      made.sql("select processing_metadata ->> 'judge_rubric_text' as rubric from cj_batch_uploads"),
    ).toEqual([{ rubric: 'Mine.' }]);
  });
});

describe('fetch-content', () => {
  test('a text that is there is delivered, one that is not is missing', () => {
    const made = bench();
    const asked = (storage_id: string) => made.run(fetchContent, { storage_id, reply_to: 'batch/7' });
    expect([asked('essay/7/s1'), asked('nowhere')]).toEqual(
      [
        ['content.delivered', 'essay/7/s1'],
        ['content.missing', 'nowhere'],
      ].map(([type, storage_id]) => ({
        event: { type: 'content.answered' },
        messages: [{ to: 'batch/7', type, key: `7/${storage_id}`, payload: { storage_id } }],
      })),
    );
  });
});

describe('prepare-batch', () => {
  test('students come first, then the anchors of the assignment, and all of them are the net', () => {
    const made = bench(scenario({ assignment: ASSIGNMENT }));
    made.run(receiveRequest, made.request);
    expect(made.run(prepareBatch, { essays: made.request.essays, missing: [] })).toEqual({
      event: { type: 'batch.prepared' },
      facts: [{ fact: 'batch.prepared', students: 3, anchors: 2 }],
    });
    const essays = made.store.essays.ofBatch(made.request.batch_id);
    expect(
      essays.map((essay) => [essay.els_essay_id.replace(/[0-9a-f]{8}$/, 'hex'), essay.is_anchor]),
    ).toEqual([
      ['s1', 0],
      ['s2', 0],
      ['s3', 0],
      ['ANCHOR_1_hex', 1],
      ['ANCHOR_2_hex', 1],
    ]);
    expect(
      made.sql(
        "select processing_metadata as doc from cj_processed_essays where els_essay_id like 'ANCHOR_1%'",
      ),
    ).toEqual([
      {
        doc: '{"is_anchor":true,"known_grade":"E","anchor_ref_id":1,"text_storage_id":"anchor/low","anchor_label":"low"}',
      },
    ]);
    expect(
      made.sql(
        'select expected_essay_count as n, state from cj_batch_uploads join cj_batch_states on batch_id = id',
      ),
    ).toEqual([{ n: 5, state: 'GENERATING_PAIRS' }]);
  });

  test('an essay without its text is left out, and the others go on', () => {
    const made = bench();
    made.run(receiveRequest, made.request);
    expect(made.run(prepareBatch, { essays: made.request.essays, missing: ['essay/7/s2'] })).toEqual({
      event: { type: 'batch.prepared' },
      facts: [
        { fact: 'texts.missing', storage_ids: ['essay/7/s2'] },
        { fact: 'batch.prepared', students: 2, anchors: 0 },
      ],
    });
    expect(made.sql('select els_essay_id as id from cj_processed_essays')).toEqual([
      { id: 's1' },
      { id: 's3' },
    ]);
    expect(made.sql('select expected_essay_count as n from cj_batch_uploads')).toEqual([{ n: 2 }]);
  });

  test('a lone student scores 0, and the batch is complete without a comparison', () => {
    const made = bench(scenario({ essays: { list: students(1) }, assignment: ASSIGNMENT }));
    made.run(receiveRequest, made.request);
    const result = made.run(prepareBatch, { essays: made.request.essays, missing: [] });
    expect(result).toEqual({
      event: { type: 'batch.insufficient' },
      messages: [{ to: 'outbox_relay', type: 'outbox.ready', key: '7/1', payload: {} }],
      facts: [
        { fact: 'batch.prepared', students: 1, anchors: 2 },
        { fact: 'batch.finished', status: 'COMPLETE_INSUFFICIENT_ESSAYS' },
      ],
    });
    expect(
      made.sql(
        'select els_essay_id as id, current_bt_score as score, comparison_count as n from cj_processed_essays where is_anchor = 0',
      ),
    ).toEqual([{ id: 's1', score: 0, n: 0 }]);
    expect(
      made.sql(
        'select status, state, completed_at from cj_batch_uploads join cj_batch_states on batch_id = id',
      ),
    ).toEqual([
      {
        status: 'COMPLETE_INSUFFICIENT_ESSAYS',
        state: 'COMPLETED',
        completed_at: '2026-01-01T00:00:00.000Z',
      },
    ]);
    expect(made.sql('select topic from event_outbox')).toEqual([
      { topic: 'huleedu.cj_assessment.completed.v1' },
    ]);
  });

  test('without any text there is no student, no score and one completed event', () => {
    const made = bench();
    made.run(receiveRequest, made.request);
    const missing = made.request.essays.map((essay) => essay.text_storage_id);
    expect(made.run(prepareBatch, { essays: made.request.essays, missing }).event).toEqual({
      type: 'batch.insufficient',
    });
    expect(made.sql('select * from cj_processed_essays')).toEqual([]);
    expect(made.sql('select topic from event_outbox')).toEqual([
      { topic: 'huleedu.cj_assessment.completed.v1' },
    ]);
  });

  test('anchors that the request brings keep their own grades', () => {
    const list = [...students(2), { id: 'own', ability: 1, is_anchor: true, known_grade: 'C' }];
    const made = prepared(scenario({ essays: { list } }));
    expect(
      made.sql(
        "select is_anchor, processing_metadata ->> 'known_grade' as grade from cj_processed_essays where els_essay_id = 'own'",
      ),
    ).toEqual([{ is_anchor: 1, grade: 'C' }]);
  });
});
