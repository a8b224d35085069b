/** A text, or a number as a text: services write their ids and codes as either. Anything else says nothing. */
export function wordOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
