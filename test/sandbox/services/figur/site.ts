import type { Call } from "../../call.ts";
import { json, type Reply } from "../../reply.ts";
import type { RoutePlan, ServiceAnswers } from "../../service.ts";
import type { ServiceContext } from "../../service-context.ts";
import { bearer } from "../../service-site.ts";
import { createFigurAccount } from "./account.ts";
import { type CatalogueEntry, catalogue, sceneOf } from "./catalogue.ts";
import { createDispatch } from "./dispatch.ts";
import { createFigurErrors } from "./errors.ts";
import { FigurJobs } from "./jobs.ts";
import { key } from "./key.ts";
import type { FigurKnobs } from "./knobs.ts";
import { createFigurReads } from "./reads.ts";
import { FigurUploads } from "./uploads.ts";

export const routes = {
  dispatch: { method: "POST", path: "/v1/background-swap-with-image", operation: "submit" },
  upload: { method: "POST", path: "/v1/uploads", operation: "upload" },
  list: { method: "GET", path: "/v1/jobs", operation: "list" },
  detail: { method: "GET", path: "/v1/jobs/:id", operation: "status" },
  events: { method: "GET", path: "/v1/jobs/:id/events", operation: "events" },
  cancel: { method: "POST", path: "/v1/jobs/:id/cancel", operation: "cancel" },
  renders: { method: "GET", path: "/v1/renders", operation: "list" },
  render: { method: "GET", path: "/v1/renders/:id", operation: "status" },
  backgrounds: {
    method: "GET",
    path: "/v1/catalog/:resource{(?:models|backgrounds|complementary-garments)}",
    operation: "catalogue",
  },
  background: { method: "GET", path: "/v1/catalog/:resource/:id", operation: "catalogue" },
  operations: { method: "GET", path: "/v1/operations" },
  transactions: { method: "GET", path: "/v1/transactions" },
  credits: { method: "GET", path: "/v1/credits" },
} as const satisfies Record<string, RoutePlan>;

/** FIGUR: re-renders an image before a background of its catalogue. */
export function createFigur(context: ServiceContext, knobs: FigurKnobs): ServiceAnswers<keyof typeof routes> {
  const errors = createFigurErrors(context.ids, knobs);
  const jobs = new FigurJobs(context, knobs);
  const uploads = new FigurUploads(context, knobs, errors);
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
      image_url: context.files.url(await preview(entry), knobs.resultLifetime),
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

  async function preview(entry: CatalogueEntry): Promise<string> {
    const { publicId } = entry;
    const known = previews.get(publicId);
    if (known !== undefined) return known;
    const { bytes, format } = await context.segmenter.scene(sceneOf(entry));
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
  const { list, detail, events, cancel, renders, render } = createFigurReads(knobs, jobs, errors);
  const { operations, transactions, credits } = createFigurAccount(context, knobs, jobs);
  const upload = (call: Call) => uploads.receive(call);
  return {
    handlers: {
      dispatch,
      upload,
      list,
      detail,
      events,
      cancel,
      renders,
      render,
      backgrounds,
      background,
      operations,
      transactions,
      credits,
    },
    authenticate(call) {
      const sent = bearer(call);
      if (sent === key.limited) return call.method === "POST" ? errors.refuse(403) : undefined;
      return sent === key.good ? undefined : errors.refuse(401);
    },
    refuse: errors.refuse,
    unknownPath: () => errors.refuse(404),
  };
}
