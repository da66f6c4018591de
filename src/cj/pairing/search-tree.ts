/**
 * The alternating tree of one blossom search: which nodes are in it, on which side, and how they hang together.
 *
 * *Time* is how far duals have moved in this tree. Stored duals are those at time 0: y − time is the dual of an
 * S vertex now, y + time that of a T vertex, so that nothing is touched while time passes. A blossom's value
 * moves twice as fast, the other way.
 */
import type { BlossomForest, Ring } from './blossom-forest.js';

export const OUTSIDE = 0;
/** Even: its duals fall. */
export const S = 1;
/** Odd: its duals rise. */
export const T = 2;

type Side = typeof OUTSIDE | typeof S | typeof T;

/** A stretch of a tree path: nodes from the bottom up, each with the tight pair to the next one above it. */
interface PathUp {
  readonly nodes: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export class SearchTree {
  /** OUTSIDE, S or T, for every vertex. */
  readonly side: Uint8Array;
  time = 0;
  /** The top nodes in the tree. */
  nodes: number[] = [];
  /** Of a T node: the tight pair by which the tree reached it, the S vertex above and the node's own vertex. */
  readonly entryFrom: Int32Array;
  readonly entryTo: Int32Array;
  private readonly mark: Int32Array;
  private marks = 0;

  constructor(private readonly forest: BlossomForest) {
    this.side = new Uint8Array(forest.size);
    this.entryFrom = new Int32Array(forest.parent.length);
    this.entryTo = new Int32Array(forest.parent.length);
    this.mark = new Int32Array(forest.parent.length);
  }

  clear(): void {
    this.side.fill(OUTSIDE);
    this.nodes = [];
    this.time = 0;
  }

  /** Forget nodes that are no longer top nodes, because a blossom swallowed them. */
  dropSwallowed(): void {
    this.nodes = this.nodes.filter((node) => this.forest.parent[node] === -1);
  }

  sideOf(node: number): number {
    return this.side[this.forest.head[node]!]!;
  }

  /** Move a top node to another side: its duals and value as of now stay what they are. */
  move(node: number, to: Side): void {
    const { forest, side } = this;
    const shift = this.storedShift(to) - this.storedShift(this.sideOf(node));
    const last = forest.tail[node]!;
    for (let v = forest.head[node]!; ; v = forest.nextVertex[v]!) {
      side[v] = to;
      forest.duals[v]! += shift;
      if (v === last) break;
    }
    if (forest.isBlossom(node)) forest.values[node]! -= 2 * shift;
  }

  /** What a dual stored on this side has more than the dual of now. */
  private storedShift(side: number): number {
    return side === S ? this.time : side === T ? -this.time : 0;
  }

  /** The ring that a tight pair (v, w) of two S nodes closes: from their common node down to v, over to w, back up. */
  ringThrough(v: number, w: number): Ring {
    const { top } = this.forest;
    const common = this.commonNode(top[v]!, top[w]!);
    const down = this.pathUp(top[v]!, common);
    const up = this.pathUp(top[w]!, common);
    return {
      children: [common, ...down.nodes.toReversed(), ...up.nodes],
      from: [...down.upper.toReversed(), v, ...up.lower],
      to: [...down.lower.toReversed(), w, ...up.upper],
    };
  }

  /** The path from `node` to below `end`: an S node hangs on its matched pair, a T node on its entry. */
  private pathUp(node: number, end: number): PathUp {
    const { base, mates, top } = this.forest;
    const path = { nodes: [] as number[], lower: [] as number[], upper: [] as number[] };
    for (let at = node; at !== end; ) {
      const even = this.sideOf(at) === S;
      const lower = even ? base[at]! : this.entryTo[at]!;
      const upper = even ? mates[lower]! : this.entryFrom[at]!;
      path.nodes.push(at);
      path.lower.push(lower);
      path.upper.push(upper);
      at = top[upper]!;
    }
    return path;
  }

  /** The lowest common S node of two S nodes: both climb in turns, marking where they were. */
  private commonNode(first: number, second: number): number {
    const { mark } = this;
    const stamp = ++this.marks;
    let climbing = first;
    let waiting = second;
    while (mark[climbing] !== stamp) {
      mark[climbing] = stamp;
      const above = this.evenNodeAbove(climbing);
      climbing = waiting === -1 ? above : waiting;
      waiting = waiting === -1 ? -1 : above;
    }
    return climbing;
  }

  /** The next S node above an S node, −1 above the root. */
  private evenNodeAbove(node: number): number {
    const { base, mates, top } = this.forest;
    const mate = mates[base[node]!]!;
    return mate === -1 ? -1 : top[this.entryFrom[top[mate]!]!]!;
  }
}
