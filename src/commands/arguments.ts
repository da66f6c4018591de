/**
 * What was typed after a command, checked when it is read: each fault is one sentence that names the flag.
 * Everything arrives as text, so that no library guesses at numbers.
 */
import { UserError } from '../cj/errors.js';
import { didYouMean } from '../input/nearest-name.js';
import type { NumberLimits } from '../input/number-limits.js';

const STDIN_AS_FILE = 'Name it; where a file belongs, /dev/stdin is one.';

export class Arguments {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #positionals: readonly string[];

  /** `positionals`: names that are not written with dashes. */
  constructor(values: Readonly<Record<string, unknown>>, positionals: readonly string[]) {
    this.#values = values;
    this.#positionals = positionals;
  }

  /** Whether a switch is on. */
  has(name: string): boolean {
    return this.#values[name] === true;
  }

  isGiven(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== false;
  }

  /** A UserError where more than one of these flags is given. */
  atMostOne(...names: readonly string[]): void {
    const given = names.filter((name) => this.isGiven(name));
    if (given.length < 2) return;
    throw new UserError({
      code: 'bad_flags',
      message: `--${given[0]} and --${given[1]} exclude each other.`,
      fix: 'Leave one of them out.',
    });
  }

  /** The value of a flag or positional, undefined where it was not given. */
  text(name: string): string | undefined {
    const given = this.#values[name];
    if (given === undefined) return undefined;
    if (Array.isArray(given)) throw this.#fault(name, 'is given more than once', 'Give it once.');
    return this.#filled(name, String(given));
  }

  /** All values of a flag or positional that may be given more than once. */
  texts(name: string): readonly string[] {
    const given = this.#values[name];
    if (given === undefined) return [];
    return (Array.isArray(given) ? given : [given]).map((one) => this.#filled(name, String(one)));
  }

  /** A whole number within the limits, undefined where it was not given. */
  wholeNumber(name: string, { least, most = Number.MAX_SAFE_INTEGER }: NumberLimits): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(value)) throw this.#fault(name, `must be a whole number, not ${shown(text)}`);
    if (value < least) throw this.#fault(name, `must be at least ${least}, not ${shown(text)}`);
    if (value > most) throw this.#fault(name, `must be at most ${most}, not ${shown(text)}`);
    return value;
  }

  /** One of a closed list of names. */
  oneOf<Name extends string>(name: string, names: readonly Name[]): Name | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = names.find((known) => known === text);
    if (found !== undefined) return found;
    throw this.#fault(
      name,
      `knows no ${shown(text)}${didYouMean(text, names)}`,
      `Use one of ${names.join(', ')}.`,
    );
  }

  /** The value of a flag or positional that has to be there; a positional written `<name>` is missed before it is read. */
  required(name: string, fix?: string): string {
    const text = this.text(name);
    if (text === undefined) throw this.#fault(name, 'is missing', fix);
    return text;
  }

  /** A flag without its value is refused before. yargs gives no text for a single dash either. */
  #filled(name: string, text: string): string {
    if (text !== '') return text;
    throw this.#fault(name, 'is empty, or - for standard input, which is not read', STDIN_AS_FILE);
  }

  #fault(name: string, says: string, fix?: string): UserError {
    const called = this.#positionals.includes(name) ? name.toUpperCase() : `--${name}`;
    return new UserError({
      code: 'bad_flag',
      message: `${called} ${says}${/[.?!]$/.test(says) ? '' : '.'}`,
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

function shown(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}
