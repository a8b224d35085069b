import type { ServiceKey } from "../../service.ts";

export const key = {
  header: "authorization",
  good: "r8_sandboxToken4f1c9e27b6d0a835e1f2",
} satisfies ServiceKey;
