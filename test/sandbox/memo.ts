import { trim } from "./trim.ts";

/**
 * Remembers what was made under a key, so that asking again costs nothing; what is being made is shared, and what
 * failed is forgotten.
 *
 * @param limit how many results are kept; the oldest make room
 */
export function createMemo<Value>(
  limit: number,
): (key: string, make: () => Promise<Value>) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (key, make) => {
    const known = made.get(key);
    if (known) return known;
    const fresh = make();
    made.set(key, fresh);
    trim(made, limit);
    fresh.catch(() => made.delete(key));
    return fresh;
  };
}
