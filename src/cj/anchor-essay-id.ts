/** The ids under which an assignment's anchors join the essays of a batch: `ANCHOR_<reference id>_<8 hex digits>`. */
import type { EssayId } from './words.js';

/** `uuid`: of a draw; its first digits make the id one of this batch. */
export function anchorEssayId(referenceId: number, uuid: string): EssayId {
  return `ANCHOR_${referenceId}_${uuid.slice(0, 8)}` as EssayId;
}

export function isAnchorEssayId(id: string): boolean {
  return /^ANCHOR_\d+_[0-9a-f]{8}$/.test(id);
}
