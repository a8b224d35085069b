import { defineService } from "../../service.ts";
import { cases, statusWords } from "./cases.ts";
import { key } from "./key.ts";
import { createAetherforgeKnobs } from "./knobs.ts";
import { createAetherforge, routes } from "./site.ts";

export const sandboxService = defineService({
  id: "aetherforge",
  key,
  routes,
  cases,
  statusWords,
  results: "url",
  recovers: false,
  soakSpeed: 300,
  keyEcho: (key) => ({ detail: `bad ${key}` }),
  createKnobs: createAetherforgeKnobs,
  create: createAetherforge,
});
