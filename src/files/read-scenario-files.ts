/** A scenario with the texts that it only names put into it: folders and CSVs become lists of essays and anchors. */
import { resolve } from 'node:path';
import { given } from '../input/given.js';
import type { KeyPath, Locate } from '../input/key-path.js';
import type { BatchOfScenario } from '../sim/scenario/batch-schema.js';
import type { EssaysOfScenario } from '../sim/scenario/essays-schema.js';
import type { Scenario } from '../sim/scenario/scenario-schema.js';
import { loadAnchors } from './load-anchors.js';
import { loadEssays } from './load-essays.js';

type FolderOf = (key: KeyPath) => string;

export interface ReadScenario {
  readonly scenario: Scenario;
  /** Where its keys are, for those that came from a CSV too. */
  readonly locate: Locate;
  /** What a user may want to know: files of a folder that are no texts. */
  readonly notes: readonly string[];
}

/** `folderOf`: where the relative path at a key starts. */
export function readScenarioFiles(scenario: Scenario, folderOf: FolderOf, locate: Locate): ReadScenario {
  const notes: string[] = [];
  const fromFolders: KeyPath[] = [];
  const { assignment, paths, rows } = withAnchors(scenario, folderOf, locate);
  const read = (essays: EssaysOfScenario, path: KeyPath): EssaysOfScenario => {
    if (essays.folder === undefined) return essays;
    const loaded = loadEssays({
      folder: resolve(folderOf([...path, 'folder']), essays.folder),
      ...(essays.csv === undefined ? {} : { csv: resolve(folderOf([...path, 'csv']), essays.csv) }),
      except: paths,
      where: locate([...path, 'folder']),
    });
    if (loaded.ignored.length > 0) {
      notes.push(`${essays.folder}: no texts (.txt, .md) and so not read: ${loaded.ignored.join(', ')}`);
    }
    fromFolders.push(path);
    return { list: [...loaded.essays] };
  };
  const batches = scenario.batches?.map(
    (batch, index): BatchOfScenario =>
      batch.essays === undefined
        ? batch
        : { ...batch, essays: read(batch.essays, ['batches', index, 'essays']) },
  );
  return {
    scenario: {
      ...scenario,
      ...(scenario.essays === undefined ? {} : { essays: read(scenario.essays, ['essays']) }),
      ...given({ assignment, batches }),
    },
    locate: (path) => rowOfAnchor(path, rows) ?? locate(folderOfList(path, fromFolders)),
    notes,
  };
}

function rowOfAnchor([first, second, index]: KeyPath, rows: readonly string[]): string | undefined {
  return first === 'assignment' && second === 'anchors' ? rows[Number(index)] : undefined;
}

/** A list that was read from a folder stands nowhere: the key of the folder does. */
function folderOfList(path: KeyPath, fromFolders: readonly KeyPath[]): KeyPath {
  const essays = fromFolders.find((key) => [...key, 'list'].every((part, at) => path[at] === part));
  return essays === undefined ? path : [...essays, 'folder'];
}

interface WithAnchors {
  readonly assignment: Scenario['assignment'];
  readonly rows: readonly string[];
  readonly paths: ReadonlySet<string>;
}

function withAnchors({ assignment, essays }: Scenario, folderOf: FolderOf, locate: Locate): WithAnchors {
  if (assignment === undefined || Array.isArray(assignment.anchors))
    return { assignment, rows: [], paths: new Set() };
  const { csv, folder } = assignment.anchors;
  const at = ['assignment', 'anchors'] as const;
  const folders = [
    ...(folder === undefined ? [] : [resolve(folderOf([...at, 'folder']), folder)]),
    ...(essays?.folder === undefined ? [] : [resolve(folderOf(['essays', 'folder']), essays.folder)]),
  ];
  const { anchors, rows, paths } = loadAnchors({
    csv: resolve(folderOf([...at, 'csv']), csv),
    folders,
    where: locate([...at, 'csv']),
  });
  return { assignment: { ...assignment, anchors: [...anchors] }, rows, paths };
}
