import { defineService } from "../../service.ts";
import { cases, statusWords } from "./cases.ts";
import { documentedWindows } from "./errors.ts";
import { key } from "./key.ts";
import { createClaidKnobs } from "./knobs.ts";
import { createClaid, routes } from "./site.ts";

export const sandboxService = defineService({
  id: "claid",
  key,
  rateWindows: documentedWindows,
  exposedHeaders: ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"],
  routes,
  cases,
  statusWords,
  results: "url",
  recovers: false,
  soakSpeed: 600,
  keyEcho: (key) => ({
    error_code: key,
    error_type: key,
    error_message: key,
    error_details: { [key]: [key] },
  }),
  createKnobs: createClaidKnobs,
  create: createClaid,
});
