/** An answer before it goes out. A stream is sent chunk by chunk and may be longer than memory. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

const encoder = new TextEncoder();

/** A JSON answer. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = encoder.encode(JSON.stringify(value));
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

/** An HTML page, as a proxy or a documentation site would answer. */
export function html(status: number, title: string): Reply {
  const page = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: encoder.encode(page) };
}

/** An XML error, as object storage answers. */
export function storageError(status: number, code: string, message: string): Reply {
  const page = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  <Code>${code}</Code>\n  <Message>${message}</Message>\n</Error>\n`;
  return { status, headers: { "content-type": "application/xml" }, body: encoder.encode(page) };
}

/** Any bytes under any type. */
export function bytes(status: number, contentType: string, body: Uint8Array): Reply {
  return { status, headers: { "content-type": contentType }, body };
}
