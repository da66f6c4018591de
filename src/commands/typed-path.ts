/** A path as a person would type it in the working folder. */
import { isAbsolute, relative } from 'node:path';

export function typedPath(path: string): string {
  const fromHere = relative('.', path) || '.';
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}
