import * as z from "zod/mini";
import {
  backgroundsAnswer,
  errorAnswer,
  healthAnswer,
  jobAnswer,
  providersAnswer,
  statusAnswer,
} from "./answers.ts";
import { formFiles, jobFields, jobJson } from "./job-fields.ts";
import { submitKeyPattern } from "./submit-key.ts";

type Json = Readonly<Record<string, unknown>>;

/** The schemas of the document, by their names in it. */
const schemas = {
  Providers: providersAnswer,
  Backgrounds: backgroundsAnswer,
  Job: jobAnswer,
  Status: statusAnswer,
  Error: errorAnswer,
  Health: healthAnswer,
  JobJson: jobJson,
};

/** The relay's published document (OpenAPI 3.1), made of the very schemas that it is written by. */
export function openApiDocument(): Json {
  return {
    openapi: "3.1.1",
    info: {
      title: "Stratify relay",
      version: "1",
      description:
        "Runs image-splitting jobs at services whose keys the relay holds. The class of an error's status tells about money: below 500 certainly nothing was charged, 500 means that nobody knows, and that the same submit would be told the same; 502 and 503 pass by themselves.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    paths: {
      "/v1/providers": {
        get: {
          ...about("listProviders", "What the relay offers to this token"),
          responses: answers("Providers", 200, ["401", "429"]),
        },
      },
      "/v1/providers/{provider}/backgrounds": {
        get: {
          ...about("listBackgrounds", "The backgrounds in a provider's catalogue"),
          parameters: [path("provider", "as listed")],
          responses: answers("Backgrounds", 200, ["401", "404", "413", "422", "424", "429", "502", "503"]),
        },
      },
      "/v1/jobs": {
        post: {
          ...about("submit", "Starts a job: the one request that costs"),
          parameters: [idempotencyKey, ...queryFields()],
          requestBody: { required: true, content: bodies },
          responses: answers("Job", 201, [
            "400",
            "401",
            "402",
            "403",
            "404",
            "408",
            "409",
            "413",
            "415",
            "422",
            "424",
            "429",
            "500",
            "502",
            "503",
          ]),
        },
      },
      "/v1/jobs/{job}": {
        get: {
          ...about("status", "How a job is doing. Free, and safe to repeat"),
          parameters: [path("job", "the id that the submit was answered with")],
          responses: answers("Status", 200, ["401", "404", "410", "413", "422", "424", "429", "502", "503"]),
        },
      },
      "/v1/jobs/{job}/cancel": {
        post: {
          ...about("cancel", "Gives a job up, where the provider lets one"),
          parameters: [path("job", "the id that the submit was answered with")],
          responses: {
            "204": { description: "The provider was told" },
            ...errors(["401", "404", "410", "422", "424", "429", "502", "503"]),
          },
        },
      },
      "/v1/results/{link}": {
        get: {
          ...about("result", "A result's file, streamed. The link is permission enough, for a while"),
          security: [],
          parameters: [path("link", "out of a status")],
          responses: {
            "200": { description: "The image", content: { "image/*": { schema: {} } } },
            ...errors(["404", "410", "413", "422", "429", "502", "503"]),
          },
        },
      },
      "/v1/openapi.json": {
        get: {
          ...about("document", "This document"),
          security: [],
          responses: {
            "200": { description: "OpenAPI 3.1", content: { "application/json": { schema: {} } } },
          },
        },
      },
      "/healthz": {
        get: {
          ...about("health", "Whether the relay runs; asks no service"),
          security: [],
          responses: answers("Health", 200, []),
        },
      },
    },
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
    },
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description:
    "Made anew for each submit, and sent again with the same submit when its answer was lost. With the listed epoch and a point before it, a relay that has forgotten earlier submits refuses it under 409.",
  schema: { type: "string", pattern: submitKeyPattern.source },
};

const bodies = {
  "multipart/form-data": { schema: jsonSchema(z.extend(jobFields, formFiles)) },
  "application/json": { schema: ref("JobJson") },
  "image/*": { schema: {} },
  "application/octet-stream": { schema: {} },
};

function queryFields(): readonly Json[] {
  return Object.entries(jobFields.shape).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    description: "beside raw bytes; a field of the body otherwise",
    schema: jsonSchema(schema),
  }));
}

function about(operationId: string, summary: string) {
  return { operationId, summary };
}

function path(name: string, description: string) {
  return { name, in: "path", required: true, description, schema: { type: "string" } };
}

function answers(name: keyof typeof schemas, status: 200 | 201, failures: readonly string[]) {
  const content = { "application/json": { schema: ref(name) } };
  return { [status]: { description: name, content }, ...errors(failures) };
}

function errors(statuses: readonly string[]) {
  const content = { "application/json": { schema: ref("Error") } };
  return Object.fromEntries(statuses.map((status) => [status, { description: "Error", content }]));
}

function ref(name: keyof typeof schemas) {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonSchema(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    // Types that nothing changes are no news to a reader.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return rest;
}
