export {
  type Engine,
  engineOver as createEngine,
  type Session,
  type Wanted,
  type WorkOptions,
} from "./engine/engine.ts";
export { EngineError } from "./engine/engine-error.ts";
export type { Segmented, SplitImage, SplitLayer } from "./engine/operations.ts";
export type { WorkProgress, WorkStep } from "./pixels/progress.ts";
export { workSteps } from "./pixels/progress.ts";
export { localProvider } from "./provider.ts";
export type { ColorName } from "./words/colors.ts";
export { colorNames } from "./words/colors.ts";
export { vocabulary } from "./words/vocabulary.ts";
