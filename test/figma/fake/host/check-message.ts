/**
 * Messages between plugin and UI hold objects, arrays, primitives, dates and `Uint8Array`, nothing else.
 *
 * @throws that names what else there is, and where
 */
export function checkMessage(value: unknown, at = "message"): void {
  if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return;
  if (value instanceof Uint8Array || value instanceof Date) return;
  if (Array.isArray(value)) {
    value.forEach((part, index) => {
      checkMessage(part, `${at}[${index}]`);
    });
    return;
  }
  const isPlain =
    typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain || value === null)
    throw new Error(`in postMessage: Cannot unwrap ${at}: a message can't hold it`);
  for (const [key, part] of Object.entries(value)) checkMessage(part, `${at}.${key}`);
}
