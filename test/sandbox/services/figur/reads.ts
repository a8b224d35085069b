import type { Call } from "../../call.ts";
import type { Reading } from "../../job.ts";
import { json, type Reply } from "../../reply.ts";
import type { FigurErrors } from "./errors.ts";
import { type FigurJob, type FigurJobs, jobType, wordIn } from "./jobs.ts";
import type { FigurKnobs } from "./knobs.ts";

/** Everything that can be read about jobs, and the cancelling of one. */
export function createFigurReads(knobs: FigurKnobs, jobs: FigurJobs, errors: FigurErrors) {
  const find = (call: Call): FigurJob | undefined => jobs.book.find(call.params.id ?? "");

  const badQuery = (name: string, message: string): Reply =>
    errors.invalid([{ path: [name], type: "value_error", message }], "query");

  async function detail(call: Call): Promise<Reply> {
    const job = find(call);
    if (!job) return errors.jobNotFound();
    const reading = await jobs.read(job, { fault: call.fault });
    return json(200, {
      ...summary(job, reading),
      request: job.details.request,
      result: artifacts(reading),
      latest_event: job.details.events.at(-1) ?? null,
    });
  }

  async function events(call: Call): Promise<Reply> {
    const job = find(call);
    if (!job) return errors.jobNotFound();
    await jobs.read(job);
    const since = Number(call.url.searchParams.get("since") ?? 0);
    const later = job.details.events.filter((event) => event.seq > since);
    return json(200, {
      public_id: job.id,
      events: later,
      latest_seq: job.details.events.at(-1)?.seq ?? null,
    });
  }

  async function cancel(call: Call): Promise<Reply> {
    const job = find(call);
    if (!job) return errors.jobNotFound();
    await jobs.read(job);
    if (job.end) return errors.refuse(409);
    jobs.book.finish(job, { state: "canceled", word: "FAILURE" });
    return json(200, summary(job, await jobs.read(job)));
  }

  async function list(call: Call): Promise<Reply> {
    const query = call.url.searchParams;
    const page = pageOf(query);
    if (!page) return badQuery("limit", "Input should be 1 to 200");
    const types = query.getAll("job_type");
    const after = Date.parse(query.get("created_after") ?? "1970-01-01T00:00:00Z");
    if (Number.isNaN(after)) return badQuery("created_after", "Input should be a valid datetime");
    const status = query.get("status");
    const asked = jobs.book
      .all()
      .filter((job) => job.createdAt >= after && (types.length === 0 || types.includes(jobType)));
    const onPage = <Entry>(entries: readonly Entry[]) => entries.slice(page.offset, page.offset + page.limit);
    // Unless they are chosen by what they say, only the page's own jobs need be read.
    const read = status === null ? onPage(asked.reverse()) : asked.reverse();
    const summaries = await Promise.all(read.map(async (job) => summary(job, await jobs.read(job))));
    const shown = status === null ? summaries : onPage(summaries.filter((each) => each.status === status));
    return json(200, { jobs: shown, ...page, count: shown.length });
  }

  async function renders(call: Call): Promise<Reply> {
    const query = call.url.searchParams;
    const page = pageOf(query);
    if (!page) return badQuery("limit", "Input should be 1 to 200");
    const made = await Promise.all(jobs.book.all().toReversed().map(renderOf));
    // A background swap edits a picture; nothing here composes one.
    const all = query.get("origin") === "compose" ? [] : made.filter((each) => each !== undefined);
    const shown = all.slice(page.offset, page.offset + page.limit);
    return json(200, { renders: shown, ...page, count: shown.length });
  }

  async function render(call: Call): Promise<Reply> {
    const job = find(call);
    const made = job && (await renderOf(job));
    return made ? json(200, made) : errors.refuse(404);
  }

  async function renderOf(job: FigurJob): Promise<unknown> {
    const final = (await jobs.read(job)).results.at(-1);
    if (!final) return undefined;
    const { id, createdAt, details } = job;
    return {
      public_id: id,
      job_type: jobType,
      origin: "edit",
      image_url: final.url,
      inputs: details.request,
      created_at: new Date(createdAt).toISOString(),
    };
  }

  function artifacts(reading: Reading): unknown[] {
    const [step, final] = reading.results;
    if (!step || !final) return [];
    const artifact = (url: string, kind: string, role: string) => ({
      image_url: url,
      kind,
      role: wordIn(knobs, role),
      label: null,
      meta: {},
    });
    const last = artifact(final.url, "on_model_render", "final");
    return knobs.intermediate ? [artifact(step.url, "catalog_image", "intermediate"), last] : [last];
  }

  return { detail, events, cancel, list, renders, render };
}

function summary(job: FigurJob, reading: Reading) {
  const created = new Date(job.createdAt).toISOString();
  return { public_id: job.id, job_type: jobType, status: reading.word, created_at: created };
}

/** A page of a list; `undefined` when the limits of paging are overstepped. */
function pageOf(query: URLSearchParams): { limit: number; offset: number } | undefined {
  const limit = Number(query.get("limit") ?? 50);
  const offset = Number(query.get("offset") ?? 0);
  const isGood =
    Number.isInteger(limit) && limit >= 1 && limit <= 200 && Number.isInteger(offset) && offset >= 0;
  return isGood ? { limit, offset } : undefined;
}
