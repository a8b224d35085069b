import { createClient, type SourceImage, type StratifyError, type Task } from "@stratify/core";
import { claid } from "@stratify/core/providers/claid";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/claid/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { desk, openSandbox } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { startClaid } from "./start-claid.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "claid" } as const;
const cutout: Task = { task: "cutout" };

/** An answer of Claid's with any body, in place of the sandbox's own. */
function answer(status: number, body: unknown) {
  const headers = { "content-type": "application/json", "x-request-id": "req-7" };
  return { kind: "arbitrary", status, headers, body: JSON.stringify(body) } as const;
}

const envelope = { error_code: "9000", error_type: "validation", error_message: "Validation error." };

describe("errors", () => {
  it("401: says that the key was not accepted, and never says the key", async () => {
    const { clientFor, url, sandbox } = await startClaid();
    const key = "claid-mistyped-key";
    const { failures } = await clientFor("v1", key).run(cutout, url, at);
    expect(failures[0]?.error.message).toBe(
      "Claid.ai: desk.png: the service did not accept the API key (Authorization is required). " +
        "Check the key and set it again.",
    );
    expect(failures[0]?.error).toMatchObject({ code: "unauthorized", providerCode: "111", status: 401 });
    expect(JSON.stringify(failures)).not.toContain(key);
    expect(sandbox.paid.count()).toBe(0);
  });

  it("402: says that credits have run out", async () => {
    const { client, url } = await startClaid({ knobs: sandboxService.knobs({ credits: 0 }) });
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "insufficient-credits", mayHaveBeenCharged: false });
  });

  it("403: says that the key lacks the scope", async () => {
    const { clientFor, url, sandbox } = await startClaid();
    const { failures } = await clientFor("v1", siteOf(sandbox, "claid").limitedKey).run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "forbidden", providerCode: "112" });
  });

  it("404: a task that Claid does not know is asked about again before that counts", async () => {
    const { client, clientFor, url, sandbox } = await startClaid();
    const handle = await submitOne(client, cutout, url, at);
    const error: StratifyError = await clientFor("v1")
      .resume({ ...handle, job: "404404" })
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "not-found", detail: "Batch image edit pipeline not found." });
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual([
      "submit",
      ...Array(6).fill("status"),
    ]);
  });

  it.each([400, 409, 422])(
    "%i: passes on what the service refuses, and does not repeat it",
    async (status) => {
      const { client, url, sandbox } = await startClaid();
      sandbox.faults.always("claid", "submit", { kind: "status", status });
      const { failures } = await client.run(cutout, url, at);
      expect(failures[0]?.error).toMatchObject({ code: "refused", status, mayHaveBeenCharged: false });
      expect(failures[0]?.error.requestId).toMatch(/^[\da-f-]{36}$/);
      expect(sandbox.requests).toHaveLength(1);
    },
  );

  it("429: waits as long as RateLimit-Reset says and pays once", async () => {
    const { client, url, sandbox, sent } = await startClaid();
    sandbox.faults.next("claid", "submit", { kind: "status", status: 429, retryAfter: 7 });
    expect((await client.run(cutout, url, at)).layers).toHaveLength(1);
    const [refused, accepted] = sent;
    expect((accepted?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(6800);
    expect(sandbox.paid.count("claid")).toBe(1);
  });

  it("500: a poll is repeated at the usual pace, whenever the limits are next reset", async () => {
    const { client, url, sandbox } = await startClaid();
    sandbox.faults.next("claid", "status", { kind: "status", status: 500 }, 2);
    const { layers, jobs } = await client.run(cutout, url, at);
    expect(layers).toHaveLength(1);
    expect(jobs[0]?.elapsed).toBeLessThan(30_000);
  });

  it("500: a submit is not repeated, since it may have been charged", async () => {
    const { client, url, sandbox } = await startClaid();
    sandbox.faults.next("claid", "submit", { kind: "status-after", status: 500 });
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(sandbox.paid.count("claid")).toBe(1);
  });

  it.each([
    ["flat", { ...envelope, error_details: {} }, "Validation error.", "9000"],
    ["under detail", { detail: { ...envelope, error_code: 2001 } }, "Validation error.", "2001"],
    [
      "a list",
      { detail: [{ loc: ["body", "input"], msg: "Field required" }] },
      "body.input: Field required",
      undefined,
    ],
    ["a sentence", { detail: "Not Found" }, "Not Found", undefined],
    ["nothing known", { fault: true }, undefined, undefined],
  ])("reads an error that is %s", async (_, body, detail, providerCode) => {
    const { client, url, sandbox } = await startClaid();
    sandbox.faults.next("claid", "submit", answer(422, body));
    const { failures } = await client.run(cutout, url, at);
    const { error } = failures[0] ?? {};
    expect(error).toMatchObject({ code: "refused", requestId: expect.any(String) });
    expect([error?.detail, error?.providerCode]).toEqual([detail, providerCode]);
  });

  it("says which field is wrong with what", async () => {
    const { client, url, sandbox } = await startClaid();
    const error_details = {
      "operations.background.color": ["Not a colour", "Too long"],
      input: ["Unreachable"],
    };
    sandbox.faults.next("claid", "submit", answer(422, { ...envelope, error_details }));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error.detail).toBe(
      "Validation error.; operations.background.color: Not a colour, Too long; input: Unreachable",
    );
  });

  it("an answer without a task's id may have been charged", async () => {
    const { client, url, sandbox } = await startClaid();
    sandbox.faults.next("claid", "submit", {
      ...answer(200, { data: { status: "ACCEPTED" } }),
      accepted: true,
    });
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", mayHaveBeenCharged: true });
    expect(sandbox.paid.count("claid")).toBe(1);
  });
});

describe("limits", () => {
  const refused: readonly [string, Task, SourceImage, string][] = [
    [
      "a colour's name",
      { task: "replace-background", background: { kind: "color", color: "red" } },
      desk,
      "invalid-request",
    ],
    [
      "a catalogue's entry",
      { task: "replace-background", background: { kind: "catalogue", id: "1" } },
      desk,
      "unsupported",
    ],
    ["an earlier render", cutout, { kind: "render", name: "render", id: "1" }, "unsupported"],
    [
      "an address of no web page",
      cutout,
      { kind: "url", name: "file", url: "file:///etc/passwd" },
      "invalid-request",
    ],
    ["no keyword", { task: "split", keywords: [] }, desk, "invalid-request"],
  ];
  it.each(refused)("refuses %s before anything is sent", async (_, task, image, code) => {
    const { client, sandbox } = await startClaid();
    await expect(client.run(task, image, at)).rejects.toMatchObject({ code, provider: "claid" });
    expect(sandbox.requests).toEqual([]);
  });

  it("keeps a batch within four requests a second", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const { fetch, sent } = recordingFetch();
    const client = createClient({ providers: [claid(siteOf(sandbox, "claid"))], fetch });
    const keywords = ["cup", "lamp", "book", "chair", "plant", "window"];
    expect((await client.run({ task: "split", keywords }, desk, at)).layers).toHaveLength(6);
    const posts = sent.filter(({ method }) => method === "POST").map((request) => request.at);
    expect((posts[4] ?? 0) - (posts[0] ?? 0)).toBeGreaterThanOrEqual(990);
    expect(sandbox.paid.count("claid")).toBe(6);
  });
});
