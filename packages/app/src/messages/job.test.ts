import { workSteps } from "@stratify/local-engine";
import { expect, it } from "vitest";
import { jobMessage } from "./job.ts";
import { translator } from "./translate.ts";

const said = (raw?: string, note?: string) => jobMessage({ phase: "running", raw, note }, translator("en"));

it("names every step of the engine, and how far it is", () => {
  const all = workSteps.map((step) => said(step));
  expect(new Set(all).size).toBe(workSteps.length);
  expect(all).not.toContain("processing");
  expect(said("finding", "12 %")).toBe("finding the subject · 12 %");
});

it("adds what other providers say to what is known of every job", () => {
  expect(said("PROCESSING", "row 3")).toBe("processing · row 3");
  expect(said()).toBe("processing");
});

it("speaks German", () => {
  expect(jobMessage({ phase: "queued" }, translator("de"))).toBe("wartet auf den Anfang");
});
