/** The judge profiles that changes of a scenario name, loaded. */
import { loadProfile } from '../files/load-profile.js';
import type { Profile } from '../judges/profile.js';
import type { KeyChange } from '../sim/scenario/set-key.js';

export function profilesNamed(keys: readonly KeyChange[]): ReadonlyMap<string, Profile> {
  const named = keys.flatMap(({ path, value, where }) => {
    const [first, second] = path;
    const profile = second === undefined ? (value as { readonly profile?: unknown } | null)?.profile : value;
    const isProfile = first === 'judge' && (second === undefined || second === 'profile');
    return isProfile && typeof profile === 'string' ? [{ profile, where }] : [];
  });
  return new Map(named.map(({ profile, where }) => [profile, loadProfile(profile, '.', where)]));
}
