export { createEngine } from "./engine/create-engine.ts";
export type { Engine, WorkOptions } from "./engine/engine.ts";
export { EngineError } from "./engine/engine-error.ts";
export { nodeWorker } from "./engine/node-worker.ts";
export type { Segmented, SplitImage, SplitLayer } from "./engine/operations.ts";
export { localFacts, localProvider } from "./provider.ts";
export type { ColorName } from "./words/colors.ts";
export { colorNames } from "./words/colors.ts";
export { vocabulary } from "./words/vocabulary.ts";
