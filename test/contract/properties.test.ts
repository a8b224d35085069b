import { inspect } from "node:util";
import { isStratifyError, type StratifyError, sniffFormat, type TaskResult } from "@stratify/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation, Service } from "../sandbox/faults.ts";
import { type AnyAnswer, anyAnswers, nearly, toAnswer, wireAnswers } from "./arbitrary-answers.ts";
import { openSandbox } from "./open-sandbox.ts";
import { jsonAnswer, runScripted, type ScriptedCase, scriptedCases } from "./scripted-service.ts";
import { sandboxClient, serviceCases, taskOf } from "./services.ts";

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => {
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

/** Every way to end well: layers that are images, or errors of ours that say what happened. */
function expectSettled({ layers, failures, jobs }: TaskResult): StratifyError | undefined {
  expect(jobs.length + failures.length).toBe(1);
  for (const { bytes } of layers) expect(sniffFormat(bytes)).toBeDefined();
  const error = failures[0]?.error;
  if (!error) {
    expect(layers.length).toBeGreaterThan(0);
    return undefined;
  }
  expect(isStratifyError(error)).toBe(true);
  expect(error.code).not.toBe("deadline");
  expect(error.message).toMatch(/^[^:]+: .+\. .+\.$/s);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: error.code });
  expect(inspect(error)).not.toContain("key-of-nobody");
  return error;
}

const files: Partial<Record<Operation, object>> = { put: {}, download: {} };
const downloads: readonly Operation[] = ["download"];

describe.each(scriptedCases)("$name", (scripted) => {
  const uploads = scriptedUploads(scripted);
  const operations: readonly Operation[] = [
    ...uploads,
    ...(scripted.good.status ? (["status"] as const) : []),
    ...downloads,
  ];

  it.each(operations)("ends in a result or a typed error whatever answers %s", async (operation) => {
    const good = { ...files, ...scripted.good }[operation] ?? {};
    const answers = fc.array(anyAnswers(good), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(answers, async (script) => {
      const { result, used } = await runScripted(scripted, operation, script.map(toAnswer));
      const error = expectSettled(result);
      expect(used).toBeGreaterThan(0);
      if (error && !uploads.includes(operation)) expect(error.handle?.provider).toBe(scripted.service);
      if (error && uploads.includes(operation)) expect(error.mayHaveBeenCharged).toBe(false);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it("ends in a result, a handle or an honest error whatever answers the paid request", async () => {
    const answers = fc.array(anyAnswers(scripted.good.submit ?? {}), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(answers, async (script) => {
      const { result, used } = await runScripted(scripted, "submit", script.map(toAnswer));
      const error = expectSettled(result);
      const seen = script.slice(0, used);
      // Only what was certainly not accepted is sent again.
      for (const answer of seen.slice(0, -1)) expect(certainlyRefused(answer, scripted.service)).toBe(true);
      const last = seen.at(-1);
      if (error && !error.handle && last && used === script.length && !certainlyRefused(last, scripted.service))
        expect(error.mayHaveBeenCharged).toBe(true);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

function scriptedUploads({ service, image }: ScriptedCase): readonly Operation[] {
  if (image.kind !== "bytes") return [];
  if (service === "figur") return ["upload"];
  return service === "hitpaw" ? ["presign", "put"] : [];
}
