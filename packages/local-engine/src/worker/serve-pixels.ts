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
import { engineHandlers } from "./engine-handlers.ts";
import { LazyTools, type ToolStarters } from "./lazy-tools.ts";

/** Where a worker's script finds what it loads on first use. */
export interface PixelSources extends ToolStarters {
  readonly loadWasm: LoadWasm;
}

/**
 * Does all that an engine and a layer maker ask for, inside a worker.
 *
 * @returns what every message of the host's is to be given to
 */
export function servePixels(host: HostLine, { loadWasm, ...starters }: PixelSources) {
  setCodecs(loadWasm);
  const tools = new LazyTools(starters);
  return serveCalls<EngineOperations & LayerOperations>(host, {
    ...engineHandlers(tools),
    ...layerHandlers((source, hole) => tools.run(({ cv }) => fill(cv, source, hole))),
  });
}
