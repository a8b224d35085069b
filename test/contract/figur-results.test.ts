import type { Progress } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { sandboxService } from "../sandbox/services/figur/index.ts";
import { desk, tinyPng } from "./open-sandbox.ts";
import { answer, failure, startFigur } from "./start-figur.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "figur" } as const;

describe("results", () => {
  it("delivers the final artifacts, all of them, and no intermediate one", async () => {
    const { client, beach, sandbox } = await startFigur();
    const artifact = (role: string, kind: string) => ({
      image_url: sandbox.imageUrl(tinyPng, "a.png"),
      kind,
      role,
    });
    const result = [artifact("Intermediate", "step"), artifact("Final", "front"), artifact("final", "back")];
    sandbox.faults.next("figur", "status", answer({ status: "SUCCESS", result }));
    const { layers } = await client.run(beach, desk, at);
    expect(layers.map(({ name, label }) => [name, label])).toEqual([
      ["composite 1", "front"],
      ["composite 2", "back"],
    ]);
  });

  it("delivers what there is when nothing is called final", async () => {
    const { client, beach, sandbox } = await startFigur();
    const result = [
      { image_url: sandbox.imageUrl(tinyPng, "a.png"), kind: null, role: null },
      { image_url: "" },
    ];
    sandbox.faults.next("figur", "status", answer({ status: "SUCCESS", result }));
    const { layers } = await client.run(beach, desk, at);
    expect(layers).toHaveLength(1);
    expect(layers[0]).not.toHaveProperty("label");
  });

  it("reports a success without a result as no output", async () => {
    const { client, beach, sandbox } = await startFigur({ latency: { polls: 1 } });
    sandbox.faults.always("figur", "status", { kind: "empty-output" });
    const { failures } = await client.run(beach, desk, at);
    expect(failures[0]?.error.code).toBe("no-output");
  });

  it("waits through a status word nobody knows, and reports it", async () => {
    const { client, beach } = await startFigur({
      knobs: sandboxService.knobs({ statusChain: ["MODERATING"] }),
    });
    const seen: Progress[] = [];
    const { layers } = await client.run(beach, desk, { ...at, onProgress: (event) => seen.push(event) });
    expect(layers).toHaveLength(1);
    expect(seen.some(({ phase, raw }) => phase === "running" && raw === "MODERATING")).toBe(true);
  });

  it("says why a job failed and that its credits came back", async () => {
    const { client, beach, sandbox } = await startFigur();
    sandbox.faults.next("figur", "submit", { kind: "job-failed", message: "The model fell over" });
    const { failures, cost } = await client.run(beach, desk, at);
    const error = failures[0]?.error;
    expect(error).toMatchObject({ code: "job-failed", detail: "The model fell over", refunded: true });
    expect(error?.message).toMatch(/^FIGUR: desk\.png: [^(]+ \(The model fell over\)\. /);
    expect(error?.message).toContain("refunded");
    expect(error?.handle).toBeUndefined();
    expect(failures[0]?.handle?.job).toBe(sandbox.paid.entries[0]?.job);
    expect(cost).toBeUndefined();
    expect(sandbox.paid.cost("figur")).toBe(0);
  });

  it("adds an event's error to its message where they differ", async () => {
    const { client, beach, sandbox } = await startFigur();
    const latest_event = { event_type: "failed", message: "Job failed", extra: { error: "no face found" } };
    sandbox.faults.next("figur", "status", answer({ status: "FAILURE", latest_event }));
    const { failures } = await client.run(beach, desk, at);
    expect(failures[0]?.error.detail).toBe("Job failed: no face found");
  });
});

describe("cancel", () => {
  it("ends a job as canceled, its credits refunded", async () => {
    const { client, beach, sandbox } = await startFigur({ latency: 60_000 });
    const handle = await submitOne(client, beach, desk, at);
    await client.cancel(handle);
    const error = await failure(client.wait(handle));
    expect(error).toMatchObject({ code: "job-canceled", refunded: true });
    expect(sandbox.paid.cost("figur")).toBe(0);
  });

  it.each([
    ["nothing", { kind: "arbitrary", status: 204, accepted: true } as const],
    ["an empty page", { kind: "arbitrary", status: 202, headers: { "content-type": "text/plain" } } as const],
    ["any JSON", answer(["ok"])],
  ])("takes %s for an answer", async (_, fault) => {
    const { client, beach, sandbox } = await startFigur({ latency: 60_000 });
    const handle = await submitOne(client, beach, desk, at);
    sandbox.faults.next("figur", "cancel", fault);
    await expect(client.cancel(handle)).resolves.toBeUndefined();
  });

  it("says that a job has ended already, and that a web page is no answer", async () => {
    const { client, beach, sandbox } = await startFigur({ latency: 0 });
    const handle = await submitOne(client, beach, desk, at);
    expect(await failure(client.cancel(handle))).toMatchObject({ code: "refused", status: 409 });
    sandbox.faults.next("figur", "cancel", { kind: "html" });
    expect(await failure(client.cancel(handle))).toMatchObject({ code: "unexpected-response" });
  });
});

describe("catalogue", () => {
  it("lists the active backgrounds with names and previews", async () => {
    const { client } = await startFigur();
    const backgrounds = await client.backgrounds("figur");
    expect(backgrounds.map(({ name }) => name)).toEqual([
      "Grey studio",
      "Beach at sunset",
      "Forest in the morning",
    ]);
    for (const { previewUrl } of backgrounds) expect((await fetch(previewUrl)).status).toBe(200);
  });

  it("names an entry by its description, else by its id, and reads on after a full page", async () => {
    const { client, sandbox } = await startFigur();
    const page = Array.from({ length: 200 }, (_, index) => ({ public_id: `B${index}`, spec: null }));
    sandbox.faults.next("figur", "catalogue", answer(page));
    sandbox.faults.next("figur", "catalogue", answer([{ public_id: "LAST", description: "Attic" }]));
    const backgrounds = await client.backgrounds("figur");
    expect(backgrounds).toHaveLength(201);
    expect(backgrounds[0]).toEqual({
      background: { kind: "catalogue", id: "B0" },
      name: "B0",
      previewUrl: "",
    });
    expect(backgrounds[200]).toMatchObject({ background: { id: "LAST" }, name: "Attic" });
  });
});
