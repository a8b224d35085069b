import { type Intent, imageFromBytes, type Progress } from "@stratify/core";
import { figur } from "@stratify/core/providers/figur";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { sandboxService } from "../sandbox/services/figur/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { desk, tinyPng } from "./open-sandbox.ts";
import { answer, failure, render, startFigur } from "./start-figur.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "figur" } as const;

describe("quirks", () => {
  it("F1: promises a composite and nothing else, and delivers one", async () => {
    const { client, beach, sandbox } = await startFigur();
    expect(client.providers[0]?.capabilities).toMatchObject({ tasks: ["replace-background"], mask: "none" });
    const { layers, failures } = await client.run(beach, desk, at);
    expect(failures).toEqual([]);
    expect(layers).toMatchObject([
      { name: "composite", role: "composite", label: "on_model_render", format: "png" },
    ]);
    expect(sandbox.leaks).toEqual([]);
  });

  it.each([{ task: "cutout" } as const, { task: "split", keywords: ["cup"] } as const])(
    "F1: refuses $task before anything is sent",
    async (task) => {
      const { client, sent } = await startFigur();
      const error = await failure(client.run(task, desk, at));
      expect(error).toMatchObject({ code: "unsupported", image: "desk.png" });
      expect(error.message).toContain("replace-background");
      expect(sent).toEqual([]);
    },
  );

  it.each(["null", "absent"] as const)(
    "F2: recovers a job accepted without an id (%s) by listing, and never posts twice",
    async (jobId) => {
      const { client, beach, sandbox, swaps } = await startFigur({ knobs: sandboxService.knobs({ jobId }) });
      const { layers, jobs } = await client.run(beach, desk, at);
      expect(layers).toHaveLength(1);
      expect(jobs[0]?.handle.job).toBe(sandbox.paid.entries[0]?.job);
      expect(swaps()).toHaveLength(1);
      expect(sandbox.paid.count()).toBe(1);
    },
  );

  it("F2: says so, with the request's id, when the engine never returned a job", async () => {
    const { client, beach, sandbox, swaps, journal } = await startFigur({
      knobs: sandboxService.knobs({ jobId: "null", dispatched: false }),
    });
    const { layers, failures } = await client.run(beach, desk, at);
    const error = failures[0]?.error;
    expect(layers).toEqual([]);
    expect(error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(error?.message).toContain("accepted without a usable job id");
    expect(error?.requestId).toMatch(/^[0-9A-Z]{26}$/);
    expect(swaps()).toHaveLength(1);
    expect(sandbox.paid.cost("figur")).toBe(0);
    expect(journal.map(({ type }) => type)).toEqual(["intent"]);
  });

  it.each([
    { kind: "reset-after" },
    { kind: "status-after", status: 502 },
    { kind: "malformed-json" },
    { kind: "html", accepted: true },
  ] as const)("F2: finds the job of an answer that was lost ($kind)", async (fault) => {
    const { client, beach, sandbox, journal } = await startFigur();
    sandbox.faults.next("figur", "submit", fault);
    const { layers } = await client.run(beach, desk, at);
    expect(layers).toHaveLength(1);
    expect(sandbox.paid.count()).toBe(1);
    expect(journal.map(({ type }) => type)).toEqual(["intent", "handle", "ended"]);
  });

  it("F2: tells lost jobs of one moment apart by their uploads", async () => {
    const { client, beach, sandbox, sent } = await startFigur({
      knobs: sandboxService.knobs({ jobId: "null" }),
    });
    const names = Array.from({ length: 12 }, (_, index) => `${index}.png`);
    const results = await Promise.all(
      names.map((name) => client.run(beach, imageFromBytes(tinyPng, name), at)),
    );
    const jobs = results.map(({ jobs }) => jobs[0]?.handle.job);
    expect(new Set(jobs)).toEqual(new Set(sandbox.paid.entries.map(({ job }) => job)));
    expect(sent.filter(({ method }) => method === "POST")).toHaveLength(24);
  });

  it("F2: tells lost jobs of one render apart by their backgrounds", async () => {
    const { client, beach, studio, sandbox, newClient } = await startFigur({ latency: 0 });
    const { jobs } = await client.run(beach, desk, at);
    const source = render(jobs[0]?.handle.job ?? "");
    sandboxService.knobsOf(sandbox).jobId = "null";
    const other = newClient();
    const tasks = [beach, studio, beach, studio];
    const results = await Promise.all(tasks.map((task) => other.run(task, source, at)));
    const bought = await Promise.all(
      results.map(async ({ jobs }) => {
        const path = `${siteOf(sandbox, "figur").baseUrl}/v1/jobs/${jobs[0]?.handle.job}`;
        const headers = { authorization: `Bearer ${siteOf(sandbox, "figur").apiKey}` };
        return (await (await fetch(path, { headers })).json()).request.background_image_public_id;
      }),
    );
    expect(bought).toEqual(tasks.map(({ background }) => background.kind === "catalogue" && background.id));
  });

  it("F2: finds the job from the journal alone, in another process", async () => {
    const { client, beach, sandbox, journal, newClient } = await startFigur();
    sandbox.faults.next("figur", "submit", { kind: "reset-after" });
    sandbox.faults.next("figur", "list", { kind: "status", status: 403 });
    const lost = await failure(submitOne(client, beach, desk, at));
    expect(lost).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    const entry = JSON.parse(JSON.stringify(journal[0]));

    const handle = await newClient().recover(entry.intent);
    expect(handle).toMatchObject({ job: sandbox.paid.entries[0]?.job, image: "desk.png" });
    expect((await newClient().resume(handle)).layers).toHaveLength(1);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("F2: looks through every page of the list, but only at the jobs nearest in time", async () => {
    const { client, newClient, beach, sandbox, swaps } = await startFigur({ latency: 0 });
    const sentAt = Date.now();
    await client.run(beach, desk, at);
    const job = sandbox.paid.entries[0]?.job;
    const marker = String(swaps()[0]?.source_image_s3_key);
    const later = new Date(sentAt + 3_600_000).toISOString();
    const others = Array.from({ length: 200 }, (_, n) => ({ public_id: `LATER${n}`, created_at: later }));
    const own = { public_id: job, created_at: new Date(sentAt).toISOString() };
    const minuteLater = { public_id: "MINUTE", created_at: new Date(sentAt + 60_000).toISOString() };
    sandbox.faults.next("figur", "list", answer({ jobs: others }));
    sandbox.faults.next("figur", "list", answer({ jobs: [minuteLater, own] }));
    sandbox.requests.length = 0;

    const intent: Intent = {
      version: 3,
      id: "x",
      ...at,
      task: beach.task,
      image: "desk.png",
      sentAt,
      marker,
    };
    expect(await newClient().recover(intent)).toMatchObject({ job, submittedAt: sentAt });
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual(["list", "list", "status"]);
  });

  it.each([
    [1, "recovered"],
    [2, "left alone"],
  ] as const)("F2: without a word about what jobs were asked to do, %i job is %s", async (count, outcome) => {
    const { client, beach, sandbox, newClient } = await startFigur({ latency: 0 });
    const intents = await Promise.all(
      Array.from({ length: count }, async (): Promise<Intent> => {
        await client.run(beach, desk, at);
        return {
          version: 3,
          id: "x",
          ...at,
          task: beach.task,
          image: "desk.png",
          sentAt: Date.now(),
          marker: "lost",
        };
      }),
    );
    sandbox.faults.always("figur", "status", answer({ status: "SUCCESS", request: null }));
    const handle = await newClient().recover(intents[0] as Intent);
    expect(handle?.job).toBe(outcome === "recovered" ? sandbox.paid.entries[0]?.job : undefined);
  });

  it("F2: never takes a job of another request, of another time, or one that this client holds", async () => {
    const { client, beach, sandbox, newClient } = await startFigur({ latency: 0 });
    await client.run(beach, desk, at);
    const intent: Intent = {
      version: 3,
      id: "x",
      ...at,
      task: beach.task,
      image: "desk.png",
      sentAt: Date.now(),
    };
    expect(await client.recover(intent)).toBeUndefined();
    expect(await newClient().recover({ ...intent, marker: "uploads/another" })).toBeUndefined();

    sandbox.faults.always("figur", "status", answer({ status: "SUCCESS" }));
    expect(await client.recover(intent)).toBeUndefined();
    expect(await newClient().recover({ ...intent, sentAt: Date.now() + 20_000 })).toBeUndefined();
    expect(await newClient().recover({ ...intent, sentAt: Date.now() - 3_600_000 })).toBeUndefined();
    expect(await newClient().recover(intent)).toMatchObject({ job: sandbox.paid.entries[0]?.job });
  });

  it("F2: reads a time without a zone as UTC", async () => {
    vi.stubEnv("TZ", "Asia/Tokyo");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(new Date().getTimezoneOffset()).not.toBe(0);
    const { client, beach, sandbox, newClient } = await startFigur({ latency: 0 });
    await client.run(beach, desk, at);
    const job = sandbox.paid.entries[0]?.job;
    const created_at = new Date().toISOString().replace("Z", "");
    sandbox.faults.next("figur", "list", answer({ jobs: [{ public_id: job, created_at }] }));
    sandbox.faults.always("figur", "status", answer({ status: "SUCCESS" }));
    const intent: Intent = {
      version: 3,
      id: "x",
      ...at,
      task: beach.task,
      image: "desk.png",
      sentAt: Date.now(),
    };
    expect(await newClient().recover(intent)).toMatchObject({ job });
  });

  it("F3: names exactly one source, the upload's key or the render's id", async () => {
    const { client, beach, swaps, paths, sandbox } = await startFigur({ latency: 0 });
    const { jobs } = await client.run(beach, desk, at);
    const job = jobs[0]?.handle.job ?? "";
    expect((await client.run(beach, render(job), at)).layers).toHaveLength(1);
    const sources = swaps().map((swap) =>
      Object.entries(swap).filter(([name]) => name.startsWith("source_")),
    );
    expect(sources).toEqual([
      [["source_image_s3_key", expect.stringMatching(/^uploads\//)]],
      [["source_render_public_id", job]],
    ]);
    expect(paths().filter((path) => path === "/v1/uploads")).toHaveLength(1);
    expect(sandbox.paid.count()).toBe(2);
  });

  it("F4: sends the configured preset as it is, and has none of its own", async () => {
    const { client, beach, swaps } = await startFigur({ figur: { outputPreset: "Portrait 4:5 / web" } });
    await client.run(beach, desk, at);
    expect(swaps()).toMatchObject([{ output_preset: "Portrait 4:5 / web" }]);
    expect(() => figur({ apiKey: "sk_test_x", outputPreset: "" })).toThrow(/output preset/);
  });

  it("F4: shows what the service says about the preset word for word", async () => {
    const { client, beach, sandbox } = await startFigur();
    const message = "output_preset must be one of: hero_1x1, hero_4x5.";
    const error = { code: "VALIDATION_ERROR", message, request_id: "01JREQ" };
    sandbox.faults.next("figur", "submit", answer({ error }, 422));
    const { failures } = await client.run(beach, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "refused", detail: message, mayHaveBeenCharged: false });
    expect(failures[0]?.error.message).toContain("output_preset must be one of: hero_1x1, hero_4x5");
  });

  it("F5: leaves pilot_brand out unless it is configured", async () => {
    const { client, newClient, beach, swaps } = await startFigur();
    await client.run(beach, desk, at);
    await newClient({ pilotBrand: "acme" }).run(beach, desk, at);
    expect(swaps().map((swap) => Object.keys(swap).sort())).toEqual([
      ["background_image_public_id", "output_preset", "source_image_s3_key"],
      ["background_image_public_id", "output_preset", "pilot_brand", "source_image_s3_key"],
    ]);
    expect(swaps()[1]?.pilot_brand).toBe("acme");
  });

  it.each([
    ["error", "VALIDATION_ERROR", /^[0-9A-Z]{26}$/],
    ["fastapi", undefined, undefined],
  ] as const)("F6: reads a 422 in the envelope %s", async (validationEnvelope, providerCode, requestId) => {
    const { client, beach, sandbox } = await startFigur({
      knobs: sandboxService.knobs({ validationEnvelope }),
    });
    const { failures } = await client.run(beach, render("no-such-render"), at);
    const error = failures[0]?.error;
    expect(error).toMatchObject({
      code: "refused",
      status: 422,
      detail: "body.source_render_public_id: Unknown source",
    });
    expect(error?.providerCode).toBe(providerCode);
    if (requestId) expect(error?.requestId).toMatch(requestId);
    expect(sandbox.paid.count()).toBe(0);
  });

  it("F7: takes the cost from the dispatch and asks for no price table", async () => {
    const { client, beach, paths } = await startFigur({ knobs: sandboxService.knobs({ price: 7 }) });
    const { cost, jobs } = await client.run(beach, desk, at);
    expect(cost).toEqual({ amount: 7, unit: "credits" });
    expect(jobs[0]?.handle.cost).toEqual({ amount: 7, unit: "credits" });
    expect(paths().filter((path) => /operations|transactions/.test(path))).toEqual([]);
  });

  it("F8: tells the events' words while it polls plain JSON, without a stream", async () => {
    const { client, beach, sent, paths } = await startFigur({ latency: { polls: 3 } });
    const seen: Progress[] = [];
    await client.run(beach, desk, { ...at, onProgress: (event) => seen.push(event) });
    expect(seen.map(({ phase, raw, note }) => [phase, raw, note].filter(Boolean).join(" | "))).toEqual([
      "uploading",
      "submitting",
      "queued",
      "queued | NOT_STARTED | Job accepted",
      "running | IN_PROGRESS | Compositing the scene",
      "downloading | SUCCESS",
      "done | SUCCESS",
    ]);
    expect(seen.at(-1)).toMatchObject({ cost: { amount: 5, unit: "credits" } });
    const toFigur = sent.filter(({ url }) => url.pathname.startsWith("/v1/"));
    expect(new Set(toFigur.map(({ headers }) => headers.get("accept")))).toEqual(
      new Set(["application/json"]),
    );
    expect(paths().filter((path) => path.endsWith("/events"))).toEqual([]);
  });

  it.each(["failed", "Failed"])(
    "F9: the event %s ends a job whose status lags behind",
    async (event_type) => {
      const { client, beach, sandbox } = await startFigur();
      const latest_event = { event_type, message: "No person in the picture" };
      sandbox.faults.next("figur", "status", answer({ status: "IN_PROGRESS", result: [], latest_event }));
      const { failures } = await client.run(beach, desk, at);
      expect(failures[0]?.error).toMatchObject({ code: "job-failed", detail: "No person in the picture" });
    },
  );

  it("F9: the event of success ends a job as soon as there is a result", async () => {
    const { client, beach, sandbox } = await startFigur({ latency: { polls: 9 } });
    const lagging = { status: "IN_PROGRESS", latest_event: { event_type: "Succeeded", message: "Done" } };
    const image_url = sandbox.imageUrl(tinyPng, "swapped.png");
    const result = [{ image_url, kind: "on_model_render", role: "final" }];
    sandbox.faults.next("figur", "status", answer({ ...lagging, result: [] }));
    sandbox.faults.next("figur", "status", answer({ ...lagging, result }));
    const { layers, jobs } = await client.run(beach, desk, at);
    expect(layers).toHaveLength(1);
    expect(jobs[0]?.polls).toBe(2);
  });

  it("F9: a succeeded status ends the job whatever the events say, in any case of words", async () => {
    const { client, beach } = await startFigur({ knobs: sandboxService.knobs({ wordCase: "sentence" }) });
    const { layers } = await client.run(beach, desk, at);
    expect(layers).toHaveLength(1);
  });

  it("F10: an address that has expired is signed anew by reading the job, and none is kept", async () => {
    const { client, beach, sandbox, journal } = await startFigur({ latency: { polls: 1 } });
    sandbox.faults.next("figur", "status", { kind: "expired-url" });
    const { layers, jobs } = await client.run(beach, desk, at);
    expect(layers).toHaveLength(1);
    expect(sandbox.requests.filter(({ operation }) => operation === "status")).toHaveLength(2);
    expect(JSON.stringify([jobs[0]?.handle, journal])).not.toContain("http");
    expect(sandbox.paid.count()).toBe(1);
  });

  it("F10: a job's result can still be fetched when its first addresses are long gone", async () => {
    const { client, beach, newClient } = await startFigur({
      latency: 0,
      knobs: sandboxService.knobs({ resultLifetime: 300 }),
    });
    const { jobs } = await client.run(beach, desk, at);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const saved = JSON.parse(JSON.stringify(jobs[0]?.handle));
    expect((await newClient().resume(saved)).layers).toHaveLength(1);
  });

  it("F11: does without a status in the answer to the dispatch", async () => {
    const { client, beach } = await startFigur({ knobs: sandboxService.knobs({ dispatchStatus: "absent" }) });
    expect((await client.run(beach, desk, at)).layers).toHaveLength(1);
  });

  it("F12: polls the dispatch's job_id as the job's public_id", async () => {
    const { client, beach, sandbox, paths } = await startFigur();
    const { jobs } = await client.run(beach, desk, at);
    const job = sandbox.paid.entries[0]?.job;
    expect(jobs[0]?.handle.job).toBe(job);
    expect(paths().slice(2)).toEqual([`/v1/jobs/${job}`, `/v1/jobs/${job}`]);
  });

  it("F13: takes any success for an upload", async () => {
    const created: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      if (!String(input).endsWith("/v1/uploads")) return response;
      return new Response(response.body, { status: 201, headers: response.headers });
    };
    const { client, beach } = await startFigur({ client: { fetch: created } });
    expect((await client.run(beach, desk, at)).layers).toHaveLength(1);
  });
});
