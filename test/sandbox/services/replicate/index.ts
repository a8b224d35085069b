import { defineService } from "../../service.ts";
import { cases, statusWords } from "./cases.ts";
import { key } from "./key.ts";
import { createReplicateKnobs } from "./knobs.ts";
import { createReplicate, routes } from "./site.ts";

/** 600 submits a minute (P16). No header lets a browser read anything: the service is closed to pages (P15). */
const rateWindows = [{ limit: 600, seconds: 60 }];

export const sandboxService = defineService({
  id: "replicate",
  key,
  rateWindows,
  routes,
  cases,
  statusWords,
  results: "url",
  recovers: true,
  soakSpeed: 300,
  keyEcho: (key) => ({
    title: key,
    detail: key,
    invalid_fields: [{ type: key, field: key, description: key }],
  }),
  createKnobs: createReplicateKnobs,
  create: createReplicate,
});
