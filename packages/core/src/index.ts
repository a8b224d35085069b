export type { CallOptions, Client, ClientOptions, ProviderInfo } from "./client/client.ts";
export { createClient } from "./client/create-client.ts";
export { isFinal } from "./client/final.ts";
export { imageFromBytes, imageFromUrl } from "./client/image.ts";
export type { Journal, JournalEntry } from "./client/journal.ts";
export { type OpenJobs, openJobs } from "./client/open-jobs.ts";
export { parseHandle } from "./client/parse-handle.ts";
export { memoryResults, type ResultStore } from "./client/results.ts";
export type { Failure, Submission, TaskResult } from "./client/run-task.ts";
export type { BytesImage, MakeUpright } from "./client/services.ts";
export type { CallContext, Payment } from "./contract/call-context.ts";
export type {
  Background,
  Cadence,
  Capabilities,
  KeywordLimits,
  RateWindow,
  TaskKind,
} from "./contract/capabilities.ts";
export type { Clock } from "./contract/clock.ts";
export type { ImageFormat, InputKind, SourceImage } from "./contract/image.ts";
export { mediaTypes, sniffFormat } from "./contract/image.ts";
export type {
  Cost,
  Intent,
  JobFailure,
  JobHandle,
  JobOutput,
  JobRequest,
  JobStatus,
  JobSubject,
  KeptOutput,
  LayerRole,
} from "./contract/job.ts";
export type { Phase, Progress } from "./contract/progress.ts";
export type { Prompt, PromptBox, PromptKind, PromptNote, PromptPoint } from "./contract/prompt.ts";
export type { CatalogueBackground, Provider, Submitted } from "./contract/provider.ts";
export { defaultMaxLayers, type JobResult, type Layer, type Task } from "./contract/task.ts";
export { type ErrorCode, errorTable } from "./errors/error-code.ts";
export { isStratifyError, StratifyError } from "./errors/stratify-error.ts";
export { systemClock } from "./http/clock.ts";
export { openResult } from "./http/download.ts";
export { newHandle } from "./http/new-handle.ts";
export {
  type DurationHistory,
  type MemoryHistory,
  memoryHistory,
  type SavedHistory,
} from "./polling/history.ts";
export { createPacer, type Pacer, type PacerOptions } from "./polling/pacer.ts";
