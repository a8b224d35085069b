export type { CallOptions, Client, ClientOptions, ProviderInfo } from "./client/client.ts";
export { createClient } from "./client/create-client.ts";
export { isFinal } from "./client/final.ts";
export type { Journal, JournalEntry } from "./client/journal.ts";
export type { Failure, TaskResult } from "./client/run-task.ts";
export type {
  Background,
  Cadence,
  Capabilities,
  KeywordLimits,
  RateWindow,
  TaskKind,
} from "./contract/capabilities.ts";
export type { ImageFormat, InputKind, SourceImage } from "./contract/image.ts";
export { imageFromBytes, mediaTypes, sniffFormat } from "./contract/image.ts";
export type {
  Cost,
  Intent,
  JobFailure,
  JobHandle,
  JobOutput,
  JobRequest,
  JobStatus,
  LayerRole,
} from "./contract/job.ts";
export { newHandle } from "./contract/new-handle.ts";
export { parseHandle } from "./contract/parse-handle.ts";
export type { Phase, Progress } from "./contract/progress.ts";
export type { CatalogueBackground, Provider } from "./contract/provider.ts";
export type { JobResult, Layer, Task } from "./contract/task.ts";
export type { ErrorCode } from "./errors/error-code.ts";
export { isStratifyError, StratifyError } from "./errors/stratify-error.ts";
export type { CallContext } from "./http/call-context.ts";
export { type Clock, systemClock } from "./http/clock.ts";
export {
  type DurationHistory,
  type MemoryHistory,
  memoryHistory,
  type SavedHistory,
} from "./polling/history.ts";
export { createPacer, type Pacer, type PacerOptions } from "./polling/pacer.ts";
export { type AetherForgeOptions, aetherforge } from "./providers/aetherforge/provider.ts";
export { type ClaidOptions, claid } from "./providers/claid/provider.ts";
export { type FigurOptions, figur } from "./providers/figur/provider.ts";
export { type HitPawOptions, hitpaw } from "./providers/hitpaw/provider.ts";
