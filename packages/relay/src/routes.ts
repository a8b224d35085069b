import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import type { Caller } from "./access/token-book.ts";
import { openApiDocument } from "./contract/openapi.ts";
import { submitKey } from "./contract/submit-key.ts";
import { errorAnswer, statusOf, tellable } from "./errors/error-answer.ts";
import { refusal } from "./errors/refusal.ts";
import { jobStatus } from "./jobs/job-status.ts";
import { openHandle } from "./jobs/open-handle.ts";
import { readJob } from "./jobs/read-job.ts";
import { submitJob } from "./jobs/submit-job.ts";
import { backgroundsFor, providersFor } from "./listing.ts";
import type { LogEntry } from "./log-entry.ts";
import type { Parts } from "./parts.ts";
import type { RequestContext } from "./relay-options.ts";
import { resultFile } from "./results/result-file.ts";
import { openLink } from "./results/result-link.ts";

/** What a request collects on its way, for the log. */
type Notes = Partial<Pick<LogEntry, "caller" | "provider" | "task" | "code">>;

interface Env {
  Bindings: Partial<RequestContext>;
  Variables: { notes: Notes };
}

/** Browsers ask again after this many seconds; they allow no more than a day. */
const preflightLifetime = 86_400;

/** The relay's routes: each reads who asks, does one thing, and answers in JSON. */
export function createRoutes(parts: Parts, log: (entry: LogEntry) => void): Hono<Env> {
  const app = new Hono<Env>();
  let document: ReturnType<typeof openApiDocument> | undefined;

  app.use(async (context, next) => {
    const began = performance.now();
    const request = crypto.randomUUID();
    context.set("notes", {});
    await next();
    context.header("x-request-id", request);
    context.header("cache-control", "private, no-store");
    const ms = Math.round(10 * (performance.now() - began)) / 10;
    const { method } = context.req;
    const route = routePath(context, -1);
    log({ request, method, route, status: context.res.status, ms, ...context.get("notes") });
  });

  // Whoever has a token may be anywhere, also in a page without an origin; there are no cookies to protect.
  app.use(
    cors({
      origin: "*",
      allowMethods: ["GET", "POST"],
      allowHeaders: ["authorization", "content-type", "idempotency-key"],
      exposeHeaders: ["retry-after", "x-request-id"],
      maxAge: preflightLifetime,
    }),
  );

  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/v1/openapi.json", (context) => {
    document ??= openApiDocument();
    return context.json(document);
  });

  app.get("/v1/providers", async (context) => {
    const caller = await callerOf(context, parts);
    return context.json(providersFor(caller, parts));
  });

  app.get("/v1/providers/:provider/backgrounds", async (context) => {
    const caller = await callerOf(context, parts);
    return context.json(await backgroundsFor(caller, parts, context.req.param("provider")));
  });

  app.post("/v1/jobs", async (context) => {
    const caller = await callerOf(context, parts);
    const key = submitKey(context.req.header("idempotency-key"), parts.promise.epoch);
    const budget = parts.newBudget();
    const work = (async () => {
      try {
        const sent = await readJob(
          context.req.raw,
          { most: parts.limits.bodyBytes, time: parts.limits.bodyTime },
          budget,
        );
        // A name that is none of ours is a stranger's words, and stays out of the log.
        const known = parts.client.providers.find(({ id }) => id === sent.provider);
        note(context, { task: sent.task.task, ...(known && { provider: known.id }) });
        return await submitJob(parts, caller, key, sent);
      } finally {
        budget.release();
      }
    })();
    // Whoever sent it may go away meanwhile; what it costs, it costs, and its handle is kept for the next try.
    context.env.waitUntil?.(work.catch(() => {}));
    const told = await work;
    if ("error" in told.body) note(context, { code: told.body.error.code });
    const wait = "error" in told.body ? told.body.error.retryAfter : undefined;
    return answer(told.body, told.status, wait);
  });

  app.get("/v1/jobs/:job", async (context) => {
    const caller = await callerOf(context, parts);
    const handle = await openHandle(parts, caller, context.req.param("job"));
    note(context, { provider: handle.provider, task: handle.task });
    return context.json(await jobStatus(parts, caller, handle));
  });

  app.post("/v1/jobs/:job/cancel", async (context) => {
    const caller = await callerOf(context, parts);
    const handle = await openHandle(parts, caller, context.req.param("job"));
    note(context, { provider: handle.provider, task: handle.task });
    await parts.client.cancel(handle);
    return context.body(null, 204);
  });

  app.get("/v1/results/:link", async (context) => {
    // A file would be fetched, and nobody would take it.
    if (context.req.method === "HEAD") throw refusal(404, "not-found", "a result is asked for by GET");
    const { caller, target } = await openLink(parts, context.req.param("link"));
    takeRequest(context, caller, parts);
    return resultFile(parts, target, context.req.raw.signal);
  });

  app.notFound(() => answer(errorAnswer(refusal(404, "not-found", "there is nothing at this address")), 404));

  app.onError((thrown, context) => {
    const error = tellable(thrown);
    note(context, { code: error.code });
    return answer(errorAnswer(error), statusOf(error, false), error.retryAfter);
  });
  return app;
}

/**
 * Who asks.
 *
 * @throws {StratifyError} under 401 or 429
 */
async function callerOf(context: Context<Env>, parts: Parts): Promise<Caller> {
  const caller = await parts.tokens.callerOf(context.req.header("authorization"));
  if (!caller) throw refusal(401, "unauthorized", "the relay does not know this access token");
  takeRequest(context, caller, parts);
  return caller;
}

function takeRequest(context: Context<Env>, caller: Caller, { clock }: Parts): void {
  note(context, { caller: caller.name });
  const retryAfter = caller.allowance.takeRequest(clock.now());
  if (retryAfter === undefined) return;
  throw refusal(429, "rate-limited", "this token has used up its requests of this minute", { retryAfter });
}

function note(context: Context<Env>, more: Notes): void {
  context.set("notes", { ...context.get("notes"), ...more });
}

/** @param retryAfter milliseconds */
function answer(body: object, status: number, retryAfter?: number): Response {
  const wait = retryAfter !== undefined && { "retry-after": String(Math.ceil(retryAfter / 1000)) };
  return Response.json(body, { status, headers: { ...wait } });
}
