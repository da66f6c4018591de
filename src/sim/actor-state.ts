/** An actor as reports show it. */
export interface ActorState {
  readonly id: string;
  readonly state: string;
  /** Messages that wait for it. */
  readonly queued: number;
}
