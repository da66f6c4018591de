/**
 * Nodes, blossoms and the matching between them: the structure of Edmonds' algorithm without its search.
 *
 * A blossom is an odd ring of nodes (vertices or blossoms) joined by tight pairs. Vertices are numbered
 * 0 … size−1, blossoms from there on. A node without parent is a *top* node. All vertices of a node but its
 * *base* are matched inside it.
 */

/** children[i] and children[i+1] (cyclically) are joined by the pair from[i] – to[i]; children[0] holds the base. */
export interface Ring {
  readonly children: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export class BlossomForest {
  /** Partner of each vertex, −1 if exposed. */
  readonly mates: Int32Array;
  /** y of each vertex. */
  readonly duals: Float64Array;
  /** z of each blossom (by node number); 0 for vertices. */
  readonly values: Float64Array;
  /** The blossom directly around a node, −1 for a top node. */
  readonly parent: Int32Array;
  /** The top node of each vertex. */
  readonly top: Int32Array;
  /** The vertex of a node that is matched outside it, or exposed. */
  readonly base: Int32Array;
  /** The vertices of a node are a stretch of one linked list: from head to tail along `nextVertex`. */
  readonly head: Int32Array;
  readonly tail: Int32Array;
  readonly nextVertex: Int32Array;
  private readonly rings: (Ring | null)[] = [];
  private readonly freeNumbers: number[] = [];

  constructor(
    readonly size: number,
    duals: Float64Array,
    mates: Int32Array,
  ) {
    // Blossoms are nested odd sets of at least three vertices: never more than half as many as vertices.
    const nodes = size + (size >> 1);
    this.duals = duals;
    this.mates = mates;
    this.values = new Float64Array(nodes);
    this.parent = new Int32Array(nodes).fill(-1);
    this.top = new Int32Array(size);
    this.base = new Int32Array(nodes);
    this.head = new Int32Array(nodes);
    this.tail = new Int32Array(nodes);
    this.nextVertex = new Int32Array(size).fill(-1);
    for (let v = 0; v < size; v++) {
      this.top[v] = v;
      this.base[v] = v;
      this.head[v] = v;
      this.tail[v] = v;
    }
    for (let number = nodes - 1; number >= size; number--) this.freeNumbers.push(number);
  }

  isBlossom(node: number): boolean {
    return node >= this.size;
  }

  ring(blossom: number): Ring {
    return this.rings[blossom - this.size]!;
  }

  /** Numbers of all blossoms there are, nested ones too. */
  blossoms(): number[] {
    const numbers: number[] = [];
    this.rings.forEach((ring, index) => {
      if (ring) numbers.push(index + this.size);
    });
    return numbers;
  }

  vertices(node: number): number[] {
    const vertices: number[] = [];
    for (let v = this.head[node]!; v !== -1; v = v === this.tail[node] ? -1 : this.nextVertex[v]!)
      vertices.push(v);
    return vertices;
  }

  /** Close a ring of top nodes into a blossom of value 0; returns its number. */
  close(ring: Ring): number {
    const blossom = this.freeNumbers.pop()!;
    const first = ring.children[0]!;
    this.rings[blossom - this.size] = ring;
    this.parent[blossom] = -1;
    this.values[blossom] = 0;
    this.base[blossom] = this.base[first]!;
    this.head[blossom] = this.head[first]!;
    let last = -1;
    for (const child of ring.children) {
      this.parent[child] = blossom;
      if (last !== -1) this.nextVertex[last] = this.head[child]!;
      last = this.tail[child]!;
    }
    this.tail[blossom] = last;
    this.setTop(blossom);
    return blossom;
  }

  /** Take a top blossom apart: its children are top nodes again, its number is free. Returns the ring it was. */
  open(blossom: number): Ring {
    const ring = this.ring(blossom);
    for (const child of ring.children) {
      this.parent[child] = -1;
      this.nextVertex[this.tail[child]!] = -1;
      this.setTop(child);
    }
    this.rings[blossom - this.size] = null;
    this.freeNumbers.push(blossom);
    return ring;
  }

  /** The place in `blossom`'s ring of the child that holds a vertex. */
  placeOf(vertex: number, blossom: number): number {
    let child = vertex;
    while (this.parent[child] !== blossom) child = this.parent[child]!;
    return this.ring(blossom).children.indexOf(child);
  }

  /** Rematch a node inside so that `vertex` is its base: along the even side of each ring from it to the old base. */
  shiftBase(node: number, vertex: number): void {
    if (!this.isBlossom(node)) return;
    const { children, from, to } = this.ring(node);
    const count = children.length;
    const place = this.placeOf(vertex, node);
    this.shiftBase(children[place]!, vertex);
    this.base[node] = vertex;
    if (place === 0) return;
    if (place % 2 === 1) {
      for (let i = place + 1; i < count; i += 2) this.match(i, (i + 1) % count, from[i]!, to[i]!, children);
    } else {
      for (let i = place - 2; i >= 0; i -= 2) this.match(i, i + 1, from[i]!, to[i]!, children);
    }
    this.rings[node - this.size] = {
      children: rotated(children, place),
      from: rotated(from, place),
      to: rotated(to, place),
    };
  }

  private match(i: number, j: number, v: number, w: number, children: readonly number[]): void {
    this.shiftBase(children[i]!, v);
    this.shiftBase(children[j]!, w);
    this.mates[v] = w;
    this.mates[w] = v;
  }

  private setTop(node: number): void {
    const last = this.tail[node]!;
    for (let v = this.head[node]!; ; v = this.nextVertex[v]!) {
      this.top[v] = node;
      if (v === last) return;
    }
  }
}

function rotated(list: readonly number[], start: number): number[] {
  return [...list.slice(start), ...list.slice(0, start)];
}
