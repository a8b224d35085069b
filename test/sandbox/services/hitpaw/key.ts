import type { ServiceKey } from "../../service.ts";

export const key = { header: "apikey", good: "hitpaw-sandbox-key-f41d7a92b60c" } satisfies ServiceKey;
