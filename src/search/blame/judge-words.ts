/** What a simulated judge draws, by the purpose in the key. */
export const JUDGE_WORDS: Readonly<Record<string, string>> = {
  error: 'whether the judge fails',
  'error-code': 'with which error the judge fails',
  'error-burst': 'whether a wave is hit by a burst of errors',
  impression: 'how the judge sees the two essays',
  'impression-smaller-first': 'how the judge sees a pair with the smaller id first',
  'impression-greater-first': 'how the judge sees a pair with the greater id first',
  'orders-agree': 'whether the judge sees a pair alike in both orders',
  'fresh-impression': 'whether the judge looks afresh',
  lapse: 'whether the judge is distracted',
  'lapse-winner': 'whom a distracted judge picks',
  choice: 'whom the judge picks',
  confidence: 'how sure the judge is',
  latency: 'how long the judge takes',
};
