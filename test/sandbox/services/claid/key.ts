import type { ServiceKey } from "../../service.ts";

/** The limited key lacks the scope for image editing. */
export const key = {
  header: "authorization",
  good: "claid-sandbox-key-83f2a6c4d90e",
  limited: "claid-limited-key-27c95be10f38",
} satisfies ServiceKey;
