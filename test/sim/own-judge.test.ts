/** What a judge of one's own may do wrong while it judges. */
import { expect, test } from 'vitest';
import type { ComparisonRequest, Judge } from '../../src/judges/judge.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { planned } from './planned.js';

const plan = planned('four-essays');

function digestUnder(compare: Judge['compare']): string {
  using world = createWorld({ plan, judge: { compare } });
  run(world);
  return world.digest();
}

const answer = { winner: 'essay_a', confidence: 3, justification: '' } as const;

test('a judge that changes its parameters changes no call', () => {
  const changed = digestUnder(({ parameters }) => {
    Object.assign(parameters, { model_override: 'another', provider_override: 'another' });
    return answer;
  });
  expect(changed).toBe(digestUnder(() => answer));
});

type Draws = 'draw' | 'pairDraw' | 'essayDraw' | 'waveDraw';

test.each<Draws>(['draw', 'pairDraw', 'essayDraw', 'waveDraw'])('%s without a purpose is refused', (name) => {
  const drawing = (purpose: unknown) => (request: ComparisonRequest) => {
    const loose = request[name] as (purpose: unknown, essay: string) => number;
    loose(purpose, request.essayA.id);
    return answer;
  };
  for (const purpose of [undefined, '', 5, {}]) {
    expect(() => digestUnder(drawing(purpose))).toThrow(/^The judge draws a number for/);
  }
});
