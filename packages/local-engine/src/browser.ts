export { type Engine, engineOver as createEngine, type WorkOptions } from "./engine/engine.ts";
export { EngineError } from "./engine/engine-error.ts";
export type { Segmented } from "./engine/operations.ts";
export { localProvider } from "./provider.ts";
export type { ColorName } from "./vision/colors.ts";
export { colorNames } from "./vision/colors.ts";
export { vocabulary } from "./vocabulary.ts";
