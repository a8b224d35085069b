import { expect, it } from "vitest";
import { jobState } from "./job-state.ts";

const states = { COMPLETED: "succeeded", ERROR: "failed" } as const;

it("compares whole words, whatever their case", () => {
  expect(jobState(states, "completed")).toBe("succeeded");
  expect(jobState(states, "CONVERT_COMPLETED")).toBe("running");
});

it("takes a word nobody documented for a job under way", () => {
  expect(jobState(states, "REFLECTING")).toBe("running");
  expect(jobState(states, "constructor")).toBe("running");
});
