/**
 * Edmonds' search: one more matched pair at a time, towards a perfect matching of greatest weight.
 *
 * One alternating tree at a time grows from an exposed vertex (Galil, "Efficient algorithms for finding maximum
 * matching in graphs", ACM Computing Surveys 18, 1986). Duals of its even nodes (S) fall, those of its odd nodes (T)
 * rise at the same pace, until a pair becomes tight (it adds two nodes, closes a blossom or ends the search) or the
 * value of an odd blossom reaches 0 (the blossom opens). O(nodes²) a tree.
 *
 * The vertices of one blossom always move together, hence which of them is nearest to an outside vertex never
 * changes while it exists. All numbers stay whole: weights are even, and along the tight pairs of a tree all
 * duals have the same parity.
 */
import type { BlossomForest } from './blossom-forest.js';
import { OUTSIDE, S, SearchTree, T } from './search-tree.js';

/** The state of a search; blossoms and duals live on in the forest from tree to tree. */
export class BlossomSearch {
  private readonly size: number;
  private readonly tree: SearchTree;
  /** Per vertex that is not S: the least of y_u − w(u, vertex) over S vertices u, and that u. */
  private readonly reach: Float64Array;
  private readonly reachFrom: Int32Array;
  /** Per S node: when a pair to another S node becomes tight, and that pair. Per T blossom: when its value is 0. */
  private readonly due: Float64Array;
  private readonly dueFrom: Int32Array;
  private readonly dueTo: Int32Array;
  /** Per blossom: for every vertex outside, the vertex of the blossom with the least slack to it. */
  private readonly nearest: Int32Array[] = [];

  constructor(
    private readonly forest: BlossomForest,
    private readonly matrix: Float64Array,
  ) {
    const nodes = forest.parent.length;
    this.size = forest.size;
    this.tree = new SearchTree(forest);
    this.reach = new Float64Array(forest.size);
    this.reachFrom = new Int32Array(forest.size);
    this.due = new Float64Array(nodes);
    this.dueFrom = new Int32Array(nodes);
    this.dueTo = new Int32Array(nodes);
  }

  /** Grow a tree from an exposed vertex until another exposed one is found, and match along the path. */
  matchFrom(root: number): void {
    this.tree.clear();
    this.reach.fill(Infinity);
    this.joinAsS(this.forest.top[root]!);
    while (!this.advance());
    this.settle();
  }

  /** Let time pass to the next event and handle it; true when the tree has reached an exposed vertex. */
  private advance(): boolean {
    const { forest, tree } = this;
    const vertex = this.nearestOutside();
    const vertexAt = vertex === -1 ? Infinity : this.reach[vertex]! + forest.duals[vertex]!;
    const node = this.nextDueNode();
    const nodeAt = node === -1 ? Infinity : this.due[node]!;
    tree.time = Math.min(vertexAt, nodeAt);
    if (nodeAt < vertexAt) {
      if (tree.sideOf(node) === S) this.closeBlossom(this.dueFrom[node]!, this.dueTo[node]!);
      else this.openBlossom(node);
      return false;
    }
    const from = this.reachFrom[vertex]!;
    const top = forest.top[vertex]!;
    const mate = forest.mates[forest.base[top]!]!;
    if (mate === -1) {
      this.augment(from, vertex);
      return true;
    }
    tree.move(top, T);
    this.hang(top, from, vertex);
    this.joinAsS(forest.top[mate]!);
    return false;
  }

  private nearestOutside(): number {
    const { size, reach } = this;
    const side = this.tree.side;
    const duals = this.forest.duals;
    let earliest = Infinity;
    let found = -1;
    for (let v = 0; v < size; v++) {
      if (side[v] !== OUTSIDE) continue;
      const at = reach[v]! + duals[v]!;
      if (at < earliest) {
        earliest = at;
        found = v;
      }
    }
    return found;
  }

  private nextDueNode(): number {
    const { due } = this;
    const nodes = this.tree.nodes;
    let earliest = Infinity;
    let found = -1;
    for (let k = 0; k < nodes.length; k++) {
      const at = due[nodes[k]!]!;
      if (at < earliest) {
        earliest = at;
        found = nodes[k]!;
      }
    }
    return found;
  }

  private joinAsS(node: number): void {
    this.tree.move(node, S);
    this.tree.nodes.push(node);
    this.scan(node);
  }

  /** Hang a T node into the tree by the tight pair (from, to). */
  private hang(node: number, from: number, to: number): void {
    this.tree.nodes.push(node);
    this.tree.entryFrom[node] = from;
    this.tree.entryTo[node] = to;
    this.due[node] = this.forest.isBlossom(node) ? this.forest.values[node]! / 2 : Infinity;
  }

  /** Look from a node that became S at all vertices outside it: what it brings nearer, and its own next S pair. */
  private scan(node: number): void {
    const { size, reach, reachFrom, matrix, forest } = this;
    const { duals, top } = forest;
    const side = this.tree.side;
    const nearest = forest.isBlossom(node) ? this.nearest[node]! : null;
    let earliest = Infinity;
    let from = node;
    let to = -1;
    for (let x = 0; x < size; x++) {
      const u = nearest === null ? node : nearest[x]!;
      const gap = duals[u]! - matrix[u * size + x]!;
      if (side[x] !== S) {
        if (gap < reach[x]!) {
          reach[x] = gap;
          reachFrom[x] = u;
        }
      } else if (gap + duals[x]! < earliest && top[x] !== node) {
        earliest = gap + duals[x]!;
        from = u;
        to = x;
      }
    }
    this.due[node] = earliest / 2;
    this.dueFrom[node] = from;
    this.dueTo[node] = to;
  }

  /** Two S nodes met over the tight pair (v, w): their ways to the common node form a blossom, which is S. */
  private closeBlossom(v: number, w: number): void {
    const { forest, tree } = this;
    const ring = tree.ringThrough(v, w);
    for (const child of ring.children) {
      if (tree.sideOf(child) === T) tree.move(child, S);
      // What is inside a blossom stands still: its value is the one of now.
      forest.values[child]! += forest.isBlossom(child) ? 2 * tree.time : 0;
    }
    const blossom = forest.close(ring);
    forest.values[blossom] = -2 * tree.time;
    tree.dropSwallowed();
    tree.nodes.push(blossom);
    this.findNearest(blossom, ring.children);
    this.scan(blossom);
  }

  /** The nearest vertex of a new blossom to every vertex, from those of its children. */
  private findNearest(blossom: number, children: readonly number[]): void {
    const { size, matrix, forest } = this;
    const { duals } = forest;
    const least = new Float64Array(size).fill(Infinity);
    this.nearest[blossom] ??= new Int32Array(size);
    const nearest = this.nearest[blossom]!;
    for (const child of children) {
      const childsNearest = forest.isBlossom(child) ? this.nearest[child]! : null;
      for (let x = 0; x < size; x++) {
        const u = childsNearest === null ? child : childsNearest[x]!;
        const gap = duals[u]! - matrix[u * size + x]!;
        if (gap < least[x]!) {
          least[x] = gap;
          nearest[x] = u;
        }
      }
    }
  }

  /**
   * A T blossom of value 0 opens: its children on the even way from the entry to the base stay in the tree, T and S
   * by turns; the others are matched among themselves and leave it.
   */
  private openBlossom(blossom: number): void {
    const { forest, tree } = this;
    let entryFrom = tree.entryFrom[blossom]!;
    let entryTo = tree.entryTo[blossom]!;
    const place = forest.placeOf(entryTo, blossom);
    const { children, from, to } = forest.open(blossom);
    tree.nodes = tree.nodes.filter((node) => node !== blossom);
    // Inside, values stood still at those of now; duals are stored as those of T.
    for (const child of children) forest.values[child]! += forest.isBlossom(child) ? 2 * tree.time : 0;
    const backward = place % 2 === 0;
    const evens: number[] = [];
    let odd = place;
    this.hang(children[odd]!, entryFrom, entryTo);
    while (odd !== 0) {
      const even = backward ? odd - 1 : odd + 1;
      odd = backward ? odd - 2 : (odd + 2) % children.length;
      entryFrom = backward ? to[odd]! : from[even]!;
      entryTo = backward ? from[odd]! : to[even]!;
      evens.push(children[even]!);
      this.hang(children[odd]!, entryFrom, entryTo);
    }
    const leaving = backward ? children.slice(place + 1) : children.slice(1, place);
    for (const child of leaving) tree.move(child, OUTSIDE);
    for (const child of evens) tree.move(child, S);
    tree.nodes.push(...evens);
    for (const child of evens) this.scan(child);
  }

  /** Match along the tree path from the tight pair (even vertex, exposed vertex) up to the root. */
  private augment(evenVertex: number, exposedVertex: number): void {
    const { forest, tree } = this;
    let even = evenVertex;
    let odd = exposedVertex;
    for (;;) {
      forest.shiftBase(forest.top[odd]!, odd);
      const node = forest.top[even]!;
      const mateBefore = forest.mates[forest.base[node]!]!;
      forest.shiftBase(node, even);
      forest.mates[even] = odd;
      forest.mates[odd] = even;
      if (mateBefore === -1) return;
      const above = forest.top[mateBefore]!;
      even = tree.entryFrom[above]!;
      odd = tree.entryTo[above]!;
    }
  }

  /** The tree is done: duals and values become those of now, and blossoms without value are opened. */
  private settle(): void {
    const { forest, tree } = this;
    const tops = tree.nodes;
    for (const node of tops) tree.move(node, OUTSIDE);
    for (let k = 0; k < tops.length; k++) {
      const node = tops[k]!;
      if (forest.isBlossom(node) && forest.values[node] === 0) tops.push(...forest.open(node).children);
    }
  }
}
