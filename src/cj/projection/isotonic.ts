interface Block {
  readonly sum: number;
  readonly count: number;
}

/**
 * Isotonic regression: the non-decreasing sequence with the least squared distance to `values`, all weights
 * equal. Pool adjacent violators: a value below the mean of the block before it joins that block, and every
 * block becomes its mean (Barlow, Bartholomew, Bremner and Brunk 1972, Statistical Inference under Order
 * Restrictions). A mean is one sum divided by one count, so that equal blocks have equal bits.
 */
export function isotonic(values: readonly number[]): readonly number[] {
  const blocks: Block[] = [];
  for (const value of values) {
    let block: Block = { sum: value, count: 1 };
    for (let last = blocks.at(-1); last && meanOf(last) > meanOf(block); last = blocks.at(-1)) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => Array.from({ length: block.count }, () => meanOf(block)));
}

function meanOf(block: Block): number {
  return block.sum / block.count;
}
