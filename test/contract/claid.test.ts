import { createClient, type Progress, type SourceImage, type Task } from "@stratify/core";
import { claid } from "@stratify/core/providers/claid";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/claid/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { desk, openSandbox, tinyPng } from "./open-sandbox.ts";
import { startClaid } from "./start-claid.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "claid" } as const;
const cup: Task = { task: "split", keywords: ["cup"] };
const orange: Task = { task: "replace-background", background: { kind: "color", color: "#ff8800" } };
const tasks: readonly Task[] = [cup, { task: "cutout" }, orange];

/** Runs every task both ways and gives the bodies that were sent, with the number of layers that came back. */
async function everyBody() {
  const { client, url, sent } = await startClaid({ latency: { polls: 1 } });
  let delivered = 0;
  for (const task of tasks) {
    for (const image of [url, desk]) delivered += (await client.run(task, image, at)).layers.length;
  }
  const posts = sent.filter(({ method }) => method === "POST");
  const bodies = posts.map(({ body }) =>
    JSON.parse(String(body instanceof FormData ? body.get("data") : body)),
  );
  return { bodies, delivered };
}

/** An answer of a task that is done, in place of the sandbox's own. */
function done(output: object) {
  const body = JSON.stringify({ data: { id: 1, status: "DONE", result: { output_object: output } } });
  return { kind: "arbitrary", status: 200, headers: { "content-type": "application/json" }, body } as const;
}

describe("quirks", () => {
  it.each(["v1-beta1", "v1"] as const)("C1: submits and polls under %s", async (version) => {
    const { client, url, paths } = await startClaid({ version });
    expect((await client.run(cup, url, at)).layers).toHaveLength(1);
    expect((await client.run(cup, desk, at)).layers).toHaveLength(1);
    expect(paths().every((path) => path.startsWith(`/${version}/image/edit/`))).toBe(true);
  });

  it("C1: a job is polled where it was submitted, whatever is configured by then", async () => {
    const { clientFor, url, paths } = await startClaid();
    const handle = await submitOne(clientFor("v1-beta1"), { task: "cutout" }, url, at);
    const { layers } = await clientFor("v1").resume(JSON.parse(JSON.stringify(handle)));
    expect(layers).toHaveLength(1);
    expect(paths().at(-1)).toBe(`/v1-beta1/image/edit/async/${handle.job}`);
  });

  it.each(["present", "omitted", "http"] as const)(
    "C2: never follows a result_url (%s)",
    async (resultUrl) => {
      const { client, url, sandbox, paths } = await startClaid({
        knobs: sandboxService.knobs({ resultUrl }),
      });
      const { jobs } = await client.run(cup, url, at);
      const [first, ...polls] = paths();
      expect(first).toBe("/v1-beta1/image/edit/async");
      expect(new Set(polls)).toEqual(new Set([`/v1-beta1/image/edit/async/${jobs[0]?.handle.job}`]));
      expect(sandbox.leaks).toEqual([]);
    },
  );

  it("C3: waits through WAITING, PAUSED and words nobody knows, and reports them", async () => {
    const { client, url } = await startClaid({
      knobs: sandboxService.knobs({ statusChain: ["WAITING", "PAUSED", "THAWING"] }),
    });
    const seen: Progress[] = [];
    const { layers } = await client.run(cup, url, { ...at, onProgress: (event) => seen.push(event) });
    expect(layers).toHaveLength(1);
    const words = seen.map(({ phase, raw }) => `${phase} ${raw}`);
    expect(words).toEqual(expect.arrayContaining(["queued WAITING", "queued PAUSED", "running THAWING"]));
  });

  it.each(["CANCELLED", "CANCELED"])("C3: %s ends the wait", async (word) => {
    const { client, url, sandbox } = await startClaid();
    sandbox.faults.next("claid", "status", { kind: "unknown-status", word });
    const { failures } = await client.run(cup, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "job-canceled", keyword: "cup" });
  });

  it.each(["string", "integer"] as const)(
    "C4: reads a failure whose created_at is a %s",
    async (errorTime) => {
      const { client, url, sandbox } = await startClaid({ knobs: sandboxService.knobs({ errorTime }) });
      sandbox.faults.next("claid", "submit", { kind: "job-failed", message: "Too blurred to see anything." });
      const { failures } = await client.run(cup, url, at);
      expect(failures[0]?.error.code).toBe("job-failed");
      expect(failures[0]?.error.message).toContain("Too blurred to see anything");
    },
  );

  it.each(["object", "null", "absent"] as const)("C5: waits on an empty result (%s)", async (emptyResult) => {
    const { client, url } = await startClaid({
      latency: { polls: 3 },
      knobs: sandboxService.knobs({ emptyResult }),
    });
    const seen: unknown[] = [];
    const { layers } = await client.run(cup, url, { ...at, onProgress: ({ raw }) => seen.push(raw) });
    expect(layers).toHaveLength(1);
    expect(seen.filter(Boolean)).toEqual(["ACCEPTED", "PROCESSING", "DONE", "DONE"]);
  });

  it.each([{ tmp_url: null }, { tmp_url: "" }, {}])(
    "C5: DONE without a picture is no success (%j)",
    async (output) => {
      const { client, url, sandbox } = await startClaid();
      sandbox.faults.always("claid", "status", done(output));
      const { failures } = await client.run(cup, url, at);
      expect(failures[0]?.error.code).toBe("no-output");
    },
  );

  it("C6: tells the format from the desk, not from what the answer claims", async () => {
    const { client, url, sandbox } = await startClaid();
    const tmp_url = sandbox.imageUrl(tinyPng, "result.jpeg");
    const claims = { ext: "pnj", mps: 1, mime: "image/jpeg", format: "AV1", width: "128", height: null };
    sandbox.faults.next("claid", "status", done({ ...claims, tmp_url }));
    const { layers } = await client.run(cup, url, at);
    expect(layers).toEqual([expect.objectContaining({ format: "png", role: "layer", keyword: "cup" })]);
  });

  it("C7: asks for PNG, which keeps its alpha, whatever the task and the input", async () => {
    const { bodies, delivered } = await everyBody();
    expect(delivered).toBe(6);
    expect(bodies.map(({ output }) => output)).toEqual(Array(6).fill({ format: "png" }));
  });

  it("C8: always says what goes behind the object", async () => {
    const { bodies } = await everyBody();
    const colors = bodies.map(({ operations }) => operations.background.color);
    expect(colors).toEqual([...Array(4).fill("transparent"), "#ff8800", "#ff8800"]);
  });

  it("C9: always says what to keep, and keeps the picture's size", async () => {
    const { bodies } = await everyBody();
    const general = { category: "general", clipping: false };
    const selective = { selective: { object_to_keep: "cup" }, clipping: false };
    const removes = bodies.map(({ operations }) => operations.background.remove);
    expect(removes).toEqual([selective, selective, general, general, general, general]);
  });

  it("C10: never sends a category beside a keyword", async () => {
    const { bodies } = await everyBody();
    for (const { operations } of bodies) {
      const { category, selective } = operations.background.remove;
      expect([category, selective].filter(Boolean)).toHaveLength(1);
    }
  });

  it("C11: leaves out what it has nothing to say about, and sends no null", async () => {
    const { bodies } = await everyBody();
    expect(JSON.stringify(bodies)).not.toMatch(/null|undefined/);
  });

  it("C12: sends documented keys only", async () => {
    const { bodies } = await everyBody();
    for (const { input: _, ...body } of bodies) {
      expect(Object.keys(body)).toEqual(["operations", "output"]);
      expect(Object.keys(body.operations)).toEqual(["background"]);
      expect(Object.keys(body.operations.background)).toEqual(["remove", "color"]);
    }
  });

  it("C13: uploads a typed file and a plain text field", async () => {
    const { client, sent } = await startClaid();
    expect((await client.run(cup, desk, at)).failures).toEqual([]);
    const form = sent[0]?.body;
    if (!(form instanceof FormData)) throw new Error("no form was sent");
    expect([...form.keys()]).toEqual(["file", "data"]);
    expect(form.get("file")).toMatchObject({ name: "image", type: "image/png", size: tinyPng.length });
    expect(form.get("data")).toBeTypeOf("string");
  });

  it("C14: bytes are edited while the request waits, longer than other requests may, and never polled", async () => {
    const { client, sandbox } = await startClaid({ latency: 900 });
    const { layers, jobs } = await client.run(cup, desk, at);
    expect(layers).toHaveLength(1);
    expect(jobs[0]?.elapsed).toBeGreaterThan(30_000);
    expect(jobs[0]?.handle.job).toMatch(/^[\da-f-]{36}$/);
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual(["submit", "download"]);
    expect(sandbox.paid.count("claid")).toBe(1);
  });

  it("C14: an upload's result is fetched at once, not when a first poll would be due", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const client = createClient({ providers: [claid(siteOf(sandbox, "claid"))] });
    const { jobs } = await client.run(cup, desk, at);
    expect(jobs[0]?.elapsed).toBeLessThan(1500);
  });

  it("C14: the handle of an upload is enough to fetch its result in another process", async () => {
    const { clientFor, sandbox } = await startClaid();
    const saved = JSON.stringify(await submitOne(clientFor("v1-beta1"), { task: "cutout" }, desk, at));
    const { layers } = await clientFor("v1").resume(JSON.parse(saved));
    expect(layers).toEqual([expect.objectContaining({ name: "cutout", role: "cutout", format: "png" })]);
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual(["submit", "download"]);
    expect(saved).not.toContain(siteOf(sandbox, "claid").apiKey);
  });

  it("C14: addresses are edited as a task that is polled", async () => {
    const { client, url, sandbox } = await startClaid();
    const { layers } = await client.run(orange, url, at);
    expect(layers).toEqual([expect.objectContaining({ name: "composite", role: "composite" })]);
    const operations = sandbox.requests.map(({ operation }) => operation);
    expect(operations).toEqual(["submit", "status", "status", "download"]);
  });

  it("C14: an upload whose answer is lost is paid once and said to be", async () => {
    const { client, sandbox } = await startClaid();
    sandbox.faults.next("claid", "submit", { kind: "reset-after" });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(sandbox.paid.count("claid")).toBe(1);
  });

  it("C14: an upload that answers without a picture is no success", async () => {
    const { client, sandbox } = await startClaid();
    sandbox.faults.next("claid", "submit", { kind: "empty-output" });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error.code).toBe("no-output");
  });

  it("C15: a keyword that is not found fails in the service's words, and no other keyword with it", async () => {
    const { client, url, sandbox } = await startClaid();
    const message = "The object to keep was not found.";
    sandbox.faults.next("claid", "submit", { kind: "job-failed", message });
    const { layers, failures } = await client.run({ task: "split", keywords: ["unicorn", "cup"] }, url, at);
    expect(layers.map(({ keyword }) => keyword)).toEqual(["cup"]);
    expect(failures).toEqual([expect.objectContaining({ keyword: "unicorn" })]);
    expect(failures[0]?.error.message).toMatch(
      /^Claid\.ai: desk\.png, keyword "unicorn": [^(]+ \(The object to keep was not found\)\. /,
    );
  });

  it("C15: a keyword that is not found in an upload fails in the service's words", async () => {
    const { client } = await startClaid({ knobs: sandboxService.knobs({ findsKeywords: false }) });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({
      code: "refused",
      detail: "The object to keep was not found.",
    });
  });

  it("C15: DONE with an empty picture delivers that picture, for imaging to judge", async () => {
    const { client, url } = await startClaid({
      knobs: sandboxService.knobs({ findsKeywords: false, keywordMissing: "empty" }),
    });
    expect((await client.run(cup, url, at)).layers).toHaveLength(1);
  });

  it("C16: takes an address of 4096 characters and refuses a longer one before anything is sent", async () => {
    const { client, url, sandbox } = await startClaid();
    const long = (length: number): SourceImage => {
      const short = `${url.url}?signature=`;
      return { ...url, url: short + "s".repeat(length - short.length) };
    };
    expect((await client.run(cup, long(4096), at)).layers).toHaveLength(1);
    const sent = sandbox.requests.length;
    await expect(client.run(cup, long(4097), at)).rejects.toMatchObject({
      code: "invalid-request",
      message: expect.stringContaining("a URL has at most 4096 characters"),
    });
    expect(sandbox.requests).toHaveLength(sent);
  });

  it.each(["TV", "  ax  ", "x".repeat(129), ""])(
    "C17: sends nothing for the keyword %j, and delivers the one beside it",
    async (keyword) => {
      const { client, sandbox } = await startClaid();
      const { layers, failures } = await client.run({ task: "split", keywords: ["cup", keyword] }, desk, at);
      expect(layers.map((layer) => layer.keyword)).toEqual(["cup"]);
      expect(failures).toMatchObject([{ keyword: keyword.trim(), error: { code: "invalid-request" } }]);
      expect(sandbox.paid.count("claid")).toBe(1);
    },
  );

  it("C17: trims keywords and takes any of 3 to 128 characters", async () => {
    const { client, sandbox } = await startClaid();
    const { layers } = await client.run({ task: "split", keywords: ["  cup ", "x".repeat(128)] }, desk, at);
    expect(layers).toHaveLength(2);
    await submitOne(client, { task: "split", keywords: [" cup "] }, desk, at);
    expect(sandbox.paid.count("claid", { keyword: "cup" })).toBe(2);
  });
});
