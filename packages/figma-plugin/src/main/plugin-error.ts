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

/** What the UI is told of whatever was thrown. */
export function refusalFrom(thrown: unknown): { readonly code: string; readonly text: string } {
  const code = thrown instanceof PluginError ? thrown.code : "unexpected";
  return { code, text: sentenceOf(thrown) };
}
