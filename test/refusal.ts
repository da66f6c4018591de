import { UserError } from '../src/cj/errors.js';

/** Code, message, place and way out of the UserError that is thrown, with the folder left out; `accepted` without one. */
export function refusal(folder: string, act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, where = '–', fix = '–' } = error;
    return [code, message, where, fix].join(' | ').replaceAll(`${folder}/`, '');
  }
  return 'accepted';
}
