/** The assignment's anchor references as two maps, built once per assessment context. */

/** A grade as it is stored: the service takes a number as a number, which equals no grade of a scale. */
export type StoredGrade = string | number;

/** What is read of a row of `anchor_essay_references`. */
export interface AnchorReference {
  readonly id: string | number | null | undefined;
  readonly text_storage_id: string | null;
  readonly grade: StoredGrade;
}

export interface AnchorGradeLookup {
  /** Keyed by the text as it is stored; a row may ask for a number, which is not in it. */
  readonly byStorageId: ReadonlyMap<string | number, StoredGrade>;
  /** Keyed by the reference's id written as text; a reference without an id is not in it. */
  readonly byReferenceId: ReadonlyMap<string, StoredGrade>;
  readonly referenceCount: number;
}

/** Of two references with the same key the later one counts. Keys are compared exactly, without trimming. */
export function anchorGradeLookup(references: readonly AnchorReference[]): AnchorGradeLookup {
  const byStorageId = new Map<string, StoredGrade>();
  const byReferenceId = new Map<string, StoredGrade>();
  for (const { id, text_storage_id, grade } of references) {
    if (text_storage_id !== null) byStorageId.set(text_storage_id, grade);
    if (id !== null && id !== undefined) byReferenceId.set(String(id), grade);
  }
  return { byStorageId, byReferenceId, referenceCount: references.length };
}
