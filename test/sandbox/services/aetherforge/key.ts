import type { ServiceKey } from "../../service.ts";

export const key = { header: "authorization", good: "af-sandbox-key-5d1c0e7b9a42" } satisfies ServiceKey;
