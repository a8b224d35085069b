import { defineService } from "../../service.ts";
import { cases, statusWords } from "./cases.ts";
import { key } from "./key.ts";
import { createFigurKnobs } from "./knobs.ts";
import { createFigur, routes } from "./site.ts";

export const sandboxService = defineService({
  id: "figur",
  key,
  options: { outputPreset: "portrait" },
  routes,
  cases,
  statusWords,
  results: "url",
  recovers: true,
  soakSpeed: 300,
  keyEcho: (key) => ({ error: { code: key, message: key, request_id: key } }),
  createKnobs: createFigurKnobs,
  create: createFigur,
});
