/** Holds a run to the rule that each key is drawn at most once, when checking is on. */
import { BugError } from '../cj/errors.js';

export class KeyLedger {
  private readonly used = new Set<string>();

  /** Note that a key is drawn; a BugError names the key that was drawn before. */
  enter(keyText: string): void {
    if (this.used.has(keyText)) {
      throw new BugError(`the draw ${keyText} was used twice in one run`, { key: keyText });
    }
    this.used.add(keyText);
  }
}
