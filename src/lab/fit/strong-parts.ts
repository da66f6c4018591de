/**
 * The strongly connected parts of the graph of wins: two items are in one part if a chain of wins leads from
 * each to the other. Only within a part do the comparisons alone fix how far apart items are; between parts
 * it is the estimator's adjustment that does (Ford 1957). By Tarjan's algorithm (1972), without recursion.
 */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';

/** For each item the number of its part; parts are numbered in the order of their first items. */
export function strongParts(net: ComparisonNet): Int32Array {
  const size = net.essays.length;
  const beaten = beatenLists(net);
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const part = new Int32Array(size).fill(-1);
  const open: number[] = [];
  const next = new Int32Array(size);
  let counter = 0;
  let parts = 0;
  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (index[node] === -1) {
        index[node] = counter;
        low[node] = counter++;
        open.push(node);
      }
      const child = beaten[node]![next[node]!];
      if (child !== undefined) {
        next[node]! += 1;
        if (index[child] === -1) path.push(child);
        else if (part[child] === -1) low[node] = Math.min(low[node]!, index[child]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== index[node]) continue;
      for (let member = open.pop()!; ; member = open.pop()!) {
        part[member] = parts;
        if (member === node) break;
      }
      parts++;
    }
  }
  return numberedByFirstItem(part);
}

/** For each item those that it beat at least once. */
function beatenLists(net: ComparisonNet): readonly number[][] {
  const beaten: number[][] = Array.from({ length: net.essays.length }, () => []);
  for (let e = 0; e < net.low.length; e++) {
    const i = net.low[e]!;
    const j = net.high[e]!;
    if (net.lowWins[e]! > 0) beaten[i]!.push(j);
    if (net.highWins[e]! > 0) beaten[j]!.push(i);
  }
  return beaten;
}

function numberedByFirstItem(part: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return part.map((old) => {
    const number = numbers.get(old) ?? numbers.size;
    numbers.set(old, number);
    return number;
  });
}
