export type { AccessToken } from "./access/access-token.ts";
export { openApiDocument } from "./contract/openapi.ts";
export { createRelay } from "./create-relay.ts";
export type { LogEntry } from "./log-entry.ts";
export type { Relay, RelayLimits, RelayOptions, RequestContext } from "./relay-options.ts";
export { type MemorySubmitsOptions, memorySubmits } from "./submits/memory-submits.ts";
export type { Claim, SubmitStore } from "./submits/submit-store.ts";
