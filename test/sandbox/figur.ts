import type { Call } from "./call.ts";
import { createFigurAccount } from "./figur-account.ts";
import { type CatalogueEntry, catalogue } from "./figur-catalogue.ts";
import { createDispatch } from "./figur-dispatch.ts";
import { createFigurErrors } from "./figur-errors.ts";
import { FigurJobs } from "./figur-jobs.ts";
import { createFigurReads } from "./figur-reads.ts";
import { FigurUploads } from "./figur-uploads.ts";
import type { FigurKnobs } from "./knobs.ts";
import { json, type Reply } from "./reply.ts";
import type { ServiceContext } from "./service-context.ts";
import { bearer, type ServiceDefinition } from "./service-site.ts";

/**
 * FIGUR: re-renders a picture before a background of its catalogue.
 *
 * @param limitedKey a good key with `jobs:read` but without `jobs:create`
 */
export function createFigur(
  context: ServiceContext,
  knobs: FigurKnobs,
  apiKey: string,
  limitedKey: string,
): ServiceDefinition {
  const errors = createFigurErrors(context.ids, knobs);
  const jobs = new FigurJobs(context, knobs);
  const uploads = new FigurUploads(context, knobs, errors);
  const reads = createFigurReads(knobs, jobs, errors);
  const account = createFigurAccount(context, knobs, jobs);
  const previews = new Map<string, string>();

  async function backgrounds(call: Call): Promise<Reply> {
    if (call.params.resource !== "backgrounds") return json(200, []);
    const { searchParams } = call.url;
    const status = searchParams.get("status") ?? "active";
    const sceneType = searchParams.get("scene_type");
    const matching = catalogue.filter(
      (entry) => entry.status === status && (sceneType === null || entry.sceneType === sceneType),
    );
    const offset = Number(searchParams.get("offset") ?? 0);
    const limit = Number(searchParams.get("limit") ?? 50);
    return json(200, await Promise.all(matching.slice(offset, offset + limit).map(describe)));
  }

  async function background(call: Call): Promise<Reply> {
    const entry = catalogue.find((each) => each.publicId === call.params.id);
    return entry && call.params.resource === "backgrounds"
      ? json(200, await describe(entry))
      : errors.refuse(404);
  }

  async function describe(entry: CatalogueEntry): Promise<unknown> {
    const { publicId, displayName, sceneType, mood, dominantColors, status } = entry;
    return {
      public_id: publicId,
      image_url: context.files.url(await preview(publicId), knobs.resultLifetime),
      status,
      spec: {
        public_id: publicId,
        display_name: displayName,
        scene_type: sceneType,
        mood,
        dominant_colors: dominantColors,
        metadata: {},
      },
      description: null,
      generation_job_public_id: null,
      created_at: "2026-01-05T09:00:00Z",
    };
  }

  async function preview(publicId: string): Promise<string> {
    const known = previews.get(publicId);
    if (known !== undefined) return known;
    const { bytes, format } = await context.segmenter.scene(publicId);
    const file = {
      service: "figur",
      name: `preview.${format}`,
      bytes,
      contentType: `image/${format}`,
    } as const;
    const path = context.files.add(publicId, file);
    previews.set(publicId, path);
    return path;
  }

  const dispatch = createDispatch(context, knobs, jobs, uploads, errors);
  const job = "^/v1/jobs/(?<id>[^/]+)";
  return {
    service: "figur",
    knobs,
    routes: [
      { method: "POST", path: /^\/v1\/background-swap-with-image$/, operation: "submit", handle: dispatch },
      {
        method: "POST",
        path: /^\/v1\/uploads$/,
        operation: "upload",
        handle: (call) => uploads.receive(call),
      },
      { method: "GET", path: /^\/v1\/jobs$/, operation: "list", handle: reads.list },
      { method: "GET", path: new RegExp(`${job}$`), operation: "status", handle: reads.detail },
      { method: "GET", path: new RegExp(`${job}/events$`), operation: "events", handle: reads.events },
      { method: "POST", path: new RegExp(`${job}/cancel$`), operation: "cancel", handle: reads.cancel },
      { method: "GET", path: /^\/v1\/renders$/, operation: "list", handle: reads.renders },
      { method: "GET", path: /^\/v1\/renders\/(?<id>[^/]+)$/, operation: "status", handle: reads.render },
      {
        method: "GET",
        path: /^\/v1\/catalog\/(?<resource>models|backgrounds|complementary-garments)$/,
        operation: "catalogue",
        handle: backgrounds,
      },
      {
        method: "GET",
        path: /^\/v1\/catalog\/(?<resource>[^/]+)\/(?<id>[^/]+)$/,
        operation: "catalogue",
        handle: background,
      },
      { method: "GET", path: /^\/v1\/operations$/, handle: account.operations },
      { method: "GET", path: /^\/v1\/transactions$/, handle: account.transactions },
      { method: "GET", path: /^\/v1\/credits$/, handle: account.credits },
    ],
    authenticate(call) {
      const key = bearer(call);
      if (key === limitedKey) return call.method === "POST" ? errors.refuse(403) : undefined;
      return key === apiKey ? undefined : errors.refuse(401);
    },
    refuse: errors.refuse,
    unknownPath: () => errors.refuse(404),
  };
}
