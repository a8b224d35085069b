import type { ServiceKey } from "../../service.ts";

/** The limited key has `jobs:read` but not `jobs:create`. */
export const key = {
  header: "authorization",
  good: "sk_test_sandbox_6b7e19f0c2d84a35",
  limited: "sk_test_limited_90ad3f6e1b7c4825",
} satisfies ServiceKey;
