import {
  type Clock,
  type ImageFormat,
  mediaTypes,
  openResult,
  StratifyError,
  sniffFormat,
} from "@stratify/core";

/** How a result is fetched. */
export interface ResultLimits {
  /** Most bytes. */
  readonly most: number;
  /** Milliseconds for all of it. */
  readonly time: number;
}

/** How a result is had from its storage. */
export interface ResultSource {
  /** Checks every URL that it is asked for, also those that redirects lead to. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** Enough bytes to tell every format by. */
const enough = 16;

/**
 * Fetches a result file and passes it on as it arrives: nothing of it is kept. What it is, is told by its first bytes;
 * a file that is no image is not passed on.
 *
 * @param signal of the one who asked: when it goes away, the provider's file is let go
 * @throws {StratifyError} `result-expired`, `result-invalid`, `result-too-large`, `unavailable` or `network`
 */
export async function streamResult(
  url: string,
  source: ResultSource,
  { most, time }: ResultLimits,
  signal: AbortSignal,
): Promise<Response> {
  const own = new AbortController();
  const late = problem("network", `the file took more than ${time / 1000} s`);
  const stop = () => own.abort();
  const timer = setTimeout(() => own.abort(late), time);
  signal.addEventListener("abort", stop, { once: true });
  const end = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  };
  try {
    const response = await openResult(url, own.signal, source);
    if (!response.body) throw problem("result-invalid", "it is empty");
    if (Number(response.headers.get("content-length")) > most) throw tooLarge(most);
    const reader = response.body.getReader();
    const start = await readStart(reader);
    const format = sniffFormat(start);
    if (!format) throw problem("result-invalid", "its first bytes are those of no image");
    const body = rest(start, reader, most, stop, end);
    // Also when whoever asked takes nothing of it: then nothing else would end it.
    own.signal.addEventListener("abort", () => own.signal.reason === late && body.fail(late));
    return fileResponse(body.stream, format, lengthOf(response));
  } catch (error) {
    own.abort();
    end();
    if (error instanceof StratifyError) throw error;
    throw problem("network", "the provider's file could not be fetched");
  }
}

/** A file's answer: an image and nothing else, and harmless when opened as a page. */
export function fileResponse(
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  format: ImageFormat,
  length: number | undefined,
): Response {
  return new Response(body, {
    headers: {
      "content-type": mediaTypes[format],
      ...(length !== undefined && { "content-length": String(length) }),
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}

/** Compressed on the way, the file's own length is unknown. */
function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length && /^\d+$/.test(length) && !headers.get("content-encoding") ? Number(length) : undefined;
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function readStart(reader: Reader): Promise<Uint8Array> {
  let start = new Uint8Array();
  while (start.length < enough) {
    const { done, value } = await reader.read();
    if (done) break;
    if (start.length === 0)
      start = new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.length);
    else start = new Uint8Array([...start, ...value]);
  }
  return start;
}

/** The file from its start to its end, counted. */
function rest(start: Uint8Array, reader: Reader, most: number, stop: () => void, end: () => void) {
  let size = start.length;
  let fail = (_: StratifyError) => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(start);
        fail = (error) => controller.error(error);
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          size += value?.length ?? 0;
          if (size > most) throw tooLarge(most);
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          // The connection's own words name addresses; the server that sends this on may print them.
          const told =
            error instanceof StratifyError ? error : problem("network", "the provider's file broke off");
          controller.error(told);
          stop();
        }
        end();
      },
      cancel() {
        stop();
        end();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, fail };
}

function tooLarge(most: number): StratifyError {
  return problem("result-too-large", `more than ${most} bytes`);
}

function problem(code: StratifyError["code"], detail: string): StratifyError {
  return new StratifyError({ code, detail });
}
