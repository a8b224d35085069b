import type { OpenCv } from "../pixels/open-cv.ts";

/** OpenCV, started by the first work that needs it. */
export class LazyOpenCv {
  readonly #start: () => Promise<{ readonly cv: OpenCv }>;
  #started: Promise<{ readonly cv: OpenCv }> | undefined;

  /** @param start gives OpenCV inside an object, because a promise that is resolved to it never ends */
  constructor(start: () => Promise<{ readonly cv: OpenCv }>) {
    this.#start = start;
  }

  /** Runs work, with OpenCV's faults in words: it throws numbers, addresses of exceptions in its own memory. */
  async run<Result>(work: (cv: OpenCv) => Result): Promise<Result> {
    this.#started ??= this.#start();
    const { cv } = await this.#started;
    try {
      return work(cv);
    } catch (error) {
      throw typeof error === "number" ? new Error(cv.exceptionFromPtr(error).msg.trim()) : error;
    }
  }
}
