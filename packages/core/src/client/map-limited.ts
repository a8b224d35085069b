/**
 * Does work for each item, at most `limit` at once, and returns the results in the items' order. A library for it would
 * be a thirtieth of the whole core.
 */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  // All workers take their items from one iterator.
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return [...items.keys()].flatMap((index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
