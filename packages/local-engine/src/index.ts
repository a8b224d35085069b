export { createEngine, type EngineOptions } from "./engine/create-engine.ts";
export type { Engine, WorkOptions } from "./engine/engine.ts";
export { EngineError } from "./engine/engine-error.ts";
export type { EngineWorker, WorkerEvents } from "./engine/engine-worker.ts";
export { threadWorker } from "./engine/node-worker.ts";
export { localProvider } from "./provider.ts";
export type { ColorName } from "./vision/colors.ts";
export { colorNames } from "./vision/colors.ts";
export { vocabulary } from "./vocabulary.ts";
