import { defineService } from "../../service.ts";
import { cases, statusWords } from "./cases.ts";
import { key } from "./key.ts";
import { createHitpawKnobs } from "./knobs.ts";
import { createHitpaw, routes } from "./site.ts";

export const sandboxService = defineService({
  id: "hitpaw",
  key,
  routes,
  cases,
  statusWords,
  results: "url",
  recovers: false,
  soakSpeed: 300,
  keyEcho: (key) => ({ error_code: 100400002, message: key }),
  // The service's own code counts before the HTTP status, in either of its two fields.
  refuses: (body) => /"(error_)?code":/.test(body),
  createKnobs: createHitpawKnobs,
  create: createHitpaw,
});
