import {
  type HostLine,
  type LayerOperations,
  type LoadWasm,
  layerHandlers,
  serveCalls,
  setCodecs,
} from "@stratify/imaging";
import { fill } from "../background/fill.ts";
import type { EngineOperations } from "../engine/operations.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { engineHandlers } from "./engine-handlers.ts";
import { LazyOpenCv } from "./lazy-open-cv.ts";

/** Where a worker's script finds what it loads on first use. */
export interface PixelSources {
  readonly loadWasm: LoadWasm;
  /** Gives OpenCV inside an object, because a promise that is resolved to it never ends. */
  readonly startOpenCv: () => Promise<{ readonly cv: OpenCv }>;
}

/**
 * Does all that an engine and a layer maker ask for, inside a worker.
 *
 * @returns what every message of the host's is to be given to
 */
export function servePixels(host: HostLine, { loadWasm, startOpenCv }: PixelSources) {
  setCodecs(loadWasm);
  const openCv = new LazyOpenCv(startOpenCv);
  return serveCalls<EngineOperations & LayerOperations>(host, {
    ...engineHandlers(openCv),
    ...layerHandlers((source, hole) => openCv.run((cv) => fill(cv, source, hole))),
  });
}
