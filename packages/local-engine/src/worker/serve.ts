import { isRequest, type Reply, type Request } from "../engine/messages.ts";
import { color } from "../vision/colors.ts";
import { background } from "../vision/fill.ts";
import type { OpenCv } from "../vision/open-cv.ts";
import { regions } from "../vision/regions.ts";
import { subject } from "../vision/subject.ts";

/** Sends a reply; the buffers are handed over rather than copied. */
export type Answer = (reply: Reply, transfer: ArrayBuffer[]) => void;

/** Answers an engine's requests inside a worker, with OpenCV once it has started. */
export function serve(
  starting: Promise<{ readonly cv: OpenCv }>,
  answer: Answer,
): (message: unknown) => Promise<void> {
  return async (message) => {
    if (!isRequest(message)) return;
    const { id } = message;
    try {
      const { cv } = await starting;
      const progress = (fraction: number) => answer({ id, kind: "progress", fraction }, []);
      const { reply, buffers } = faultsInWords(cv, () => perform(cv, message, progress));
      answer(
        { id, ...reply },
        buffers.filter((buffer) => buffer instanceof ArrayBuffer),
      );
    } catch (error) {
      answer({ id, kind: "error", detail: describe(error) }, []);
    }
  };
}

function perform(cv: OpenCv, request: Request, progress: (fraction: number) => void) {
  if (request.op === "background") {
    const pixels = background(cv, request.image, progress);
    return { reply: { kind: "pixels", pixels } as const, buffers: pixels ? [pixels.data.buffer] : [] };
  }
  const masks = masksOf(cv, request, progress);
  return { reply: { kind: "masks", masks } as const, buffers: masks.map(({ data }) => data.buffer) };
}

function masksOf(cv: OpenCv, request: Request, progress: (fraction: number) => void) {
  if (request.op === "color") return [color(cv, request.image, request.name)];
  if (request.op === "regions") return regions(cv, request.image, request.count, progress);
  return [subject(cv, request.image, progress)];
}

/** OpenCV throws numbers: addresses of exceptions in its own memory. */
function faultsInWords<Result>(cv: OpenCv, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw typeof error === "number" ? new Error(cv.exceptionFromPtr(error).msg.trim()) : error;
  }
}

function describe(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (
    /out of memory|enlarge memory|insufficient memory|OOM|array buffer allocation|invalid array length/i.test(
      words,
    )
  ) {
    return "the local engine ran out of memory; use a smaller picture";
  }
  return `the local engine failed: ${words}`;
}
