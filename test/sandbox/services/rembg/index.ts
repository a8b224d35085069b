import { defineService } from "../../service.ts";
import { cases, statusWords } from "./cases.ts";
import { createRembgKnobs } from "./knobs.ts";
import { createRembg, routes } from "./site.ts";

export const sandboxService = defineService({
  id: "rembg",
  routes,
  cases,
  statusWords,
  results: "bytes",
  recovers: false,
  soakSpeed: 300,
  keyEcho: () => ({}),
  createKnobs: createRembgKnobs,
  create: createRembg,
});
