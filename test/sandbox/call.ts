import type { Fault } from "./faults.ts";

/** A request, read to its end. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Named parts of the route's path. */
  readonly params: Readonly<Record<string, string>>;
  /** What shall go wrong; the wire's share is seen to by the server. */
  readonly fault: Fault | undefined;
  /** The parts of a multipart body; `undefined` when the body is no well-formed form. */
  form(): Promise<FormData | undefined>;
}

/** The body as JSON; `undefined` when it does not parse (no JSON text parses to that). */
export function jsonBody({ body }: Pick<Call, "body">): unknown {
  return parseJson(new TextDecoder().decode(body));
}

/** A text as JSON; `undefined` when it does not parse. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A part of a form that has a file name, with its bytes. */
export async function filePart(
  form: FormData | undefined,
  name: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  const part = form?.get(name);
  if (!(part instanceof File)) return undefined;
  return { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };
}
