/**
 * A command is an XState action that does nothing itself: its name is a step, its params are what the step
 * is told. The world turns it into a message of the actor to itself at the same virtual time.
 */
// biome-ignore lint/suspicious/noEmptyBlockStatements: an action that only names a step
export const command =
  <Params = undefined>() =>
  (_: unknown, _params: Params): void => {};
