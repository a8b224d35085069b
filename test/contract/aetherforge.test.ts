import type { StratifyError, Task } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/aetherforge/index.ts";
import { desk } from "./open-sandbox.ts";
import { sleepingClock } from "./services.ts";
import { startAetherforge } from "./start-aetherforge.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "aetherforge" } as const;
const cup: Task = { task: "split", keywords: ["cup"] };

/** An answer of AetherForge's with any body, in place of the sandbox's own. */
function answer(body: unknown, status = 200) {
  const headers = { "content-type": "application/json" };
  return { kind: "arbitrary", status, headers, body: JSON.stringify(body) } as const;
}

describe("quirks", () => {
  it.each(["Succeed", "SUCCEED", "Succeeded", "success", "Completed"])(
    "A1: takes %j for success",
    async (succeedWord) => {
      const { client } = await startAetherforge({ knobs: sandboxService.knobs({ succeedWord }) });
      expect((await client.run(cup, desk, at)).layers).toHaveLength(2);
    },
  );

  it("A1: waits on a word that only looks like one of those", async () => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.next("aetherforge", "status", { kind: "unknown-status", word: "Upload_Succeed" });
    const seen: unknown[] = [];
    const { jobs } = await client.run(cup, desk, { ...at, onProgress: ({ raw }) => seen.push(raw) });
    expect(seen).toContain("Upload_Succeed");
    expect(jobs[0]?.polls).toBe(3);
  });

  it.each(["empty", "omitted"] as const)("A2: waits while image_urls is %s", async (pendingImageUrls) => {
    const { client } = await startAetherforge({ knobs: sandboxService.knobs({ pendingImageUrls }) });
    const { layers, jobs } = await client.run(cup, desk, at);
    expect(layers).toHaveLength(2);
    expect(jobs[0]?.polls).toBe(2);
  });

  it("A2: fetches nothing that is named before the job has succeeded", async () => {
    const { client, sandbox, operations } = await startAetherforge();
    const image_urls = [`${sandbox.filesUrl}/aetherforge/too/early.png`];
    sandbox.faults.next("aetherforge", "status", answer({ status: "Pending", image_urls }));
    expect((await client.run(cup, desk, at)).layers).toHaveLength(2);
    expect(operations().slice(-2)).toEqual(["download", "download"]);
    expect(operations().filter((operation) => operation === "download")).toHaveLength(2);
  });

  it.each([{}, { image_urls: null }, { image_urls: [] }])(
    "A2: Succeed with %j is no success",
    async (rest) => {
      const { client, sandbox } = await startAetherforge();
      sandbox.faults.always("aetherforge", "status", answer({ status: "Succeed", ...rest }));
      const { failures } = await client.run(cup, desk, at);
      expect(failures[0]?.error).toMatchObject({ code: "no-output", keyword: "cup" });
    },
  );

  it.each([".", ".."])(
    "takes a job id of %j, which no address can carry, for an unknown outcome",
    async (job_id) => {
      const { client, sandbox, operations } = await startAetherforge();
      sandbox.faults.next("aetherforge", "submit", answer({ job_id }));
      const { failures } = await client.run(cup, desk, at);
      expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
      expect(operations()).toEqual(["submit"]);
    },
  );

  it("A3: passes on error_message where there is one", async () => {
    const { client, sandbox } = await startAetherforge({
      knobs: sandboxService.knobs({ errorMessage: "Element not found." }),
    });
    sandbox.faults.next("aetherforge", "submit", { kind: "job-failed" });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error.message).toMatch(
      /^AetherForge AI: desk\.png, keyword "cup": [^(]+ \(Element not found\)\. /,
    );
  });

  it("A3: says what it can where there is none", async () => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.next("aetherforge", "submit", { kind: "job-failed" });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error.code).toBe("job-failed");
    expect(failures[0]?.error.message).toMatch(/^AetherForge AI: desk\.png, keyword "cup": [^().]+\. /);
  });

  it("A4: asks after 1 s, then every 2 s, and waits well over a minute", async () => {
    const { client, slept } = await startAetherforge({ latency: { polls: 4 }, clock: sleepingClock() });
    await client.run(cup, desk, at);
    const [first, ...gaps] = slept;
    expect(first).toBeLessThanOrEqual(1050);
    expect(gaps).toHaveLength(3);
    // Polls of one batch are spread by 5 % to either side.
    for (const gap of gaps) expect(Math.abs(gap - 2000)).toBeLessThanOrEqual(100);
    expect(client.providers[0]?.capabilities.deadline).toBeGreaterThan(120_000);
  });

  it("A5: a 404 about the user is about the key, at submit and at a poll", async () => {
    const { client, sandbox } = await startAetherforge();
    const handle = await submitOne(client, { task: "split", keywords: ["cup"] }, desk, at);
    sandboxService.knobsOf(sandbox).userGone = true;
    const submit = (await client.run(cup, desk, at)).failures[0]?.error;
    const poll: StratifyError = await client.wait(handle).catch((thrown) => thrown);
    for (const error of [submit, poll]) {
      expect(error).toMatchObject({ code: "unauthorized", detail: "Not Found User", status: 404 });
    }
  });

  it("A5: a job that is not known for a moment is asked about again, five times at most", async () => {
    const { client, sandbox, operations } = await startAetherforge({ clock: sleepingClock() });
    const gone = { kind: "status", status: 404 } as const;
    sandbox.faults.next("aetherforge", "status", gone, 5);
    expect((await client.run(cup, desk, at)).layers).toHaveLength(2);
    sandbox.requests.length = 0;
    sandbox.faults.always("aetherforge", "status", gone);
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({ code: "not-found", handle: { keyword: "cup" } });
    expect(operations()).toEqual(["submit", ...Array(6).fill("status")]);
  });

  it("A6: a page in place of an answer is never a success", async () => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.next("aetherforge", "submit", { kind: "html", accepted: true });
    const { layers, failures } = await client.run(cup, desk, at);
    expect(layers).toEqual([]);
    expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", mayHaveBeenCharged: true });
    expect(sandbox.paid.count()).toBe(1);
  });

  it("A6: a page under 404 means a wrong address, not an unknown job, and nothing was charged", async () => {
    const { client, sandbox } = await startAetherforge({ baseUrl: "/api" });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({
      code: "unexpected-response",
      status: 404,
      mayHaveBeenCharged: false,
    });
    expect(sandbox.requests).toHaveLength(1);
  });

  it("A6: a page in place of one poll's answer is waited out", async () => {
    const { client, sandbox } = await startAetherforge();
    sandbox.faults.next("aetherforge", "status", { kind: "html" });
    expect((await client.run(cup, desk, at)).layers).toHaveLength(2);
  });

  it("A7: uses the paths of the split-layer and job pages only, with both parts", async () => {
    const { client, sandbox, sent } = await startAetherforge();
    const { jobs } = await client.run(cup, desk, at);
    const paths = sandbox.requests.filter(({ site }) => site === "aetherforge").map(({ path }) => path);
    expect([...new Set(paths)]).toEqual([
      "/public/v1/image-tune/split-layer",
      `/public/v1/job/${jobs[0]?.handle.job}`,
    ]);
    const form = sent[0]?.body;
    if (!(form instanceof FormData)) throw new Error("no form was sent");
    expect([...form.keys()]).toEqual(["image", "keyword"]);
    expect(form.get("image")).toMatchObject({ name: "image.png", type: "image/png" });
  });

  it.each([1, 2, 5])("A8: keeps all of %i unlabelled layers, each under a name of its own", async (count) => {
    const { client } = await startAetherforge({ knobs: sandboxService.knobs({ layers: count }) });
    const { layers } = await client.run(cup, desk, at);
    expect(new Set(layers.map(({ name }) => name)).size).toBe(count);
    expect(layers).toHaveLength(count);
    for (const layer of layers) expect(layer).toMatchObject({ role: "layer", keyword: "cup", format: "png" });
  });

  it("A9: fetches results without the key, and never tries it, however often they are refused", async () => {
    const { client, sandbox, sent } = await startAetherforge({ knobs: sandboxService.knobs({ layers: 1 }) });
    sandbox.faults.always("aetherforge", "download", { kind: "expired-url" });
    const { failures } = await client.run(cup, desk, at);
    expect(failures[0]?.error).toMatchObject({
      code: "result-expired",
      status: 403,
      handle: { keyword: "cup" },
    });
    const downloads = sent.filter(({ url }) => url.origin === sandbox.filesUrl);
    expect(downloads).toHaveLength(6);
    for (const { headers } of downloads) expect([...headers.keys()]).toEqual([]);
    expect(sandbox.leaks).toEqual([]);
  });
});
