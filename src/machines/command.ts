/**
 * A command is an XState action that does nothing itself: its name is a step, its params are what the step
 * is told. The world turns it into a message of the actor to itself at the same virtual time.
 */
export const command =
  <Params = undefined>() =>
  (_: unknown, _params: Params): undefined =>
    undefined;
