/** What `cjsim` says without arguments: one screen. */
export const WELCOME = `cjsim simulates a comparative-judgement assessment, offline, in milliseconds.

Essays are ranked by asking a judge, pair by pair, which of two is better; the
service that does so asks an LLM, spends a budget of comparisons and stops when
the scores are stable. cjsim runs that whole workflow on a virtual clock: the
same seed gives the same bytes, on every machine.

Three commands worth typing:

  cjsim run eng5         24 essays, 288 comparisons, from the request to grades
  cjsim explain          the story of that run, one paragraph a decision
  cjsim run batch-21 --policy service-2025-11-16
                         the batch of November 2025 that it all began with

cjsim scenarios lists what else can be run, cjsim init writes a scenario of
your own, cjsim --help lists all commands.
`;
