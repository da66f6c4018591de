/** A scenario by the name of a shipped one or from a file, with everything that it names on disk. */
import { basename, dirname, extname, resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import type { KeyPath, Locate } from '../input/key-path.js';
import type { ScenarioSources } from '../sim/scenario/expand-scenario.js';
import { parseScenario } from '../sim/scenario/parse-scenario.js';
import type { Scenario } from '../sim/scenario/scenario-schema.js';
import { foldersWithChanges, type KeyChange, locateWithChanges, setKey } from '../sim/scenario/set-key.js';
import { loadProfile } from './load-profile.js';
import { isPath, pathOf } from './package-data.js';
import { readScenarioFiles } from './read-scenario-files.js';
import { readText } from './read-text.js';
import { parseYamlSource } from './yaml-source.js';

export interface LoadedScenario {
  /** Complete: nothing in it has to be read from disk any more. */
  readonly scenario: Scenario;
  /** For expandScenario. */
  readonly sources: ScenarioSources;
  /** Where the relative path at a key of it starts. */
  readonly folderOf: (key: KeyPath) => string;
  /** What a user may want to know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * `nameOrPath`: a shipped scenario, or a file: with a slash, or ending with .yaml, .yml or .json. `changes` are made in
 * their order before anything is checked. A UserError names the file, line and key that is wrong.
 */
export function loadScenario(nameOrPath: string, changes: readonly KeyChange[] = []): LoadedScenario {
  refuseOtherThanText(nameOrPath);
  refuseOtherChanges(changes);
  const path = pathOf('scenario', nameOrPath);
  const file = isPath(nameOrPath) ? nameOrPath : `scenarios/${nameOrPath}.yaml`;
  const { value, locate } = parseYamlSource(readText(path, file), file);
  return completeScenario(value, {
    changes,
    locate,
    folder: dirname(resolve(path)),
    name: basename(path, extname(path)),
  });
}

/** A program without types may give anything. */
function refuseOtherThanText(nameOrPath: unknown): void {
  if (typeof nameOrPath === 'string') return;
  throw new UserError({
    code: 'no_scenario_name',
    message: 'loadScenario takes the name of a shipped scenario or the path of a file, in a text',
    fix: "loadScenario('eng5'), or loadScenario('./my.yaml')",
  });
}

function refuseOtherChanges(changes: unknown): void {
  const isChange = (change: Partial<KeyChange> | null) =>
    Array.isArray(change?.path) && typeof change.where === 'string';
  if (Array.isArray(changes) && changes.every(isChange)) return;
  throw new UserError({
    code: 'no_changes',
    message: 'loadScenario takes the changes of a scenario in a list, and this is none',
    fix: "loadScenario('eng5', [{ path: ['request', 'max_comparisons'], value: 100, where: 'my program' }])",
  });
}

export interface ScenarioOrigin {
  readonly folder: string;
  /** Name of the world if the scenario has none. */
  readonly name: string;
  readonly locate: Locate;
  readonly changes?: readonly KeyChange[];
}

/** A scenario that was not in a file (made from flags, say), as if it were. */
export function completeScenario(value: unknown, origin: ScenarioOrigin): LoadedScenario {
  const { folder, name, changes = [] } = origin;
  const locate = locateWithChanges(changes, origin.locate);
  const changed = changes.reduce(setKey, value);
  const parsed = parseScenario(changed, locate);
  const folderOf = foldersWithChanges(changes, folder);
  const { scenario, notes, locate: locateRead } = readScenarioFiles(parsed, folderOf, locate);
  const { profile } = scenario.judge;
  const profiles = new Map(
    profile === undefined
      ? []
      : [[profile, loadProfile(profile, folderOf(['judge', 'profile']), locate(['judge', 'profile']))]],
  );
  return { scenario, sources: { profiles, name, locate: locateRead }, folderOf, notes };
}
