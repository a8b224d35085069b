/** Drops the oldest entries of a map past `limit`. */
export function trim<Value>(map: Map<string, Value>, limit: number, onDrop?: (value: Value) => void): void {
  for (const [key, value] of map) {
    if (map.size <= limit) return;
    map.delete(key);
    onDrop?.(value);
  }
}
