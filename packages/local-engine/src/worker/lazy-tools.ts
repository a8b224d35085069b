import type { SaliencyNet } from "../model/saliency-net.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import type { Tools } from "../pixels/tools.ts";

/** How the tools are started. */
export interface ToolStarters {
  /** Gives OpenCV inside an object, because a promise that is resolved to it never ends. */
  readonly startOpenCv: () => Promise<{ readonly cv: OpenCv }>;
  readonly openNet: () => Promise<SaliencyNet>;
}

/** OpenCV and the net, each started by the first work that needs it. */
export class LazyTools {
  readonly #starters: ToolStarters;
  #openCv: Promise<{ readonly cv: OpenCv }> | undefined;
  #net: Promise<SaliencyNet> | undefined;

  constructor(starters: ToolStarters) {
    this.#starters = starters;
  }

  /** Runs work. OpenCV throws numbers, addresses of exceptions in its own memory: they become errors with its words. */
  async run<Result>(work: (tools: Tools) => Result | Promise<Result>): Promise<Result> {
    this.#openCv ??= this.#starters.startOpenCv();
    const { cv } = await this.#openCv;
    try {
      return await work({ cv, net: () => this.#openNet() });
    } catch (error) {
      throw typeof error === "number" ? new Error(cv.exceptionFromPtr(error).msg.trim()) : error;
    }
  }

  #openNet(): Promise<SaliencyNet> {
    this.#net ??= this.#starters.openNet();
    return this.#net;
  }
}
