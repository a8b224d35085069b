/** Something that the user is told: `code` for the UI's own words, the message in plain English. */
export class PluginError extends Error {
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

/** The sentence of whatever was thrown: Figma also rejects with plain objects. */
export function sentenceOf(thrown: unknown): string {
  if (typeof thrown === "object" && thrown !== null && "message" in thrown) return String(thrown.message);
  return String(thrown);
}
