/** A request whose body is a stream. The platform's types do not know `duplex`, which the fetch standard demands here. */
export interface OneShotInit extends RequestInit {
  readonly duplex: "half";
}

let canStream: boolean | undefined;

/**
 * Tells whether this platform sends a stream as a request's body. Safari ignores `duplex`; Firefox reads it and
 * sends the text `[object ReadableStream]`, which it types as text. Nothing is sent to find out.
 *
 * Source: whatwg/fetch#1470, measured in Chromium 156 and Firefox 153.
 */
export function canStreamBody(): boolean {
  canStream ??= streamsBody();
  return canStream;
}

function streamsBody(): boolean {
  let asked = false;
  const init: OneShotInit = {
    method: "POST",
    body: new ReadableStream(),
    get duplex() {
      asked = true;
      return "half" as const;
    },
  };
  const typed = new Request("https://host.invalid/", init).headers.has("content-type");
  return asked && !typed;
}

/**
 * Turns a request into one that its sender cannot repeat: the body becomes a stream, which is gone once it is read.
 * Chromium repeats any other body, and a missing one too, when the response is lost on a reused connection. A page
 * sends such a request over HTTP/2 or later only, after a preflight, and without `content-length`.
 *
 * @param init a request with any kind of body, or none
 * @returns the same request with a stream of the same bytes and, where `init` names no `content-type`, the body's
 * own, which holds the boundary of a form
 */
export function inOneShot(init: RequestInit): OneShotInit {
  // A response turns every kind of body into a stream and knows its type.
  const { body, headers: own } = new Response(init.body ?? new Uint8Array());
  const headers = new Headers(init.headers);
  const type = own.get("content-type");
  if (type !== null && !headers.has("content-type")) headers.set("content-type", type);
  return { ...init, headers, body, duplex: "half" };
}
