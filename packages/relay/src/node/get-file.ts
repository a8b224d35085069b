import type { Readable } from "node:stream";
import { type Dispatcher, request } from "undici";

/** Answers that have no body, whatever is sent after their headers. */
const bodiless = [204, 205, 304];

/** Bytes of a file that may wait to be passed on. */
const mostWaiting = 64 * 1024;

/**
 * Asks for a file as `fetch` does, and hands on its chunks as they come out of the connection, uncopied. Redirects are
 * the caller's to follow.
 *
 * @param signal ends the request, and the file half-way
 * @throws {TypeError} with the connection's error as its cause
 */
export async function getFile(
  url: URL,
  headers: Headers,
  signal: AbortSignal | undefined,
  dispatcher: Dispatcher,
): Promise<Response> {
  signal?.throwIfAborted();
  // Nothing is compressed that would have to be unpacked here.
  const asked = { ...Object.fromEntries(headers), "accept-encoding": "identity" };
  try {
    const options = { dispatcher, headers: asked, highWaterMark: mostWaiting };
    const answer = await request(url, { ...options, ...(signal && { signal }) });
    const { statusCode: status, body } = answer;
    if (bodiless.includes(status)) body.resume();
    return new Response(bodiless.includes(status) ? null : streamOf(body), {
      status,
      headers: pairsOf(answer.headers),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new TypeError("fetch failed", { cause });
  }
}

function pairsOf(headers: Dispatcher.ResponseData["headers"]): [name: string, value: string][] {
  return Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}

/** The chunks as they are: no copy, and no more of them waiting than may be. */
function streamOf(body: Readable): ReadableStream<Uint8Array> {
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      body.on("data", (chunk: Buffer) => {
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) body.pause();
      });
      body.on("end", () => controller.close());
      body.on("error", (error) => controller.error(error));
    },
    pull() {
      body.resume();
    },
    cancel() {
      body.destroy();
    },
  };
  return new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }));
}
