import { inspect } from "node:util";
import {
  type Failure,
  isStratifyError,
  type JobHandle,
  parseHandle,
  sniffFormat,
  type TaskResult,
} from "@stratify/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../sandbox/faults.ts";
import type { SandboxService } from "../sandbox/service.ts";
import { errorCodes } from "../sandbox/service-case.ts";
import { type AnyAnswer, anyAnswers, nearly, toAnswer, wireAnswers } from "./arbitrary-answers.ts";
import { openSandbox } from "./open-sandbox.ts";
import { jsonAnswer, runScripted } from "./scripted-service.ts";
import { fastClock, type SuiteCase, sandboxClient, serviceCases, taskOf } from "./services.ts";
import { anyWord, meaningOf, withStatus } from "./status-words.ts";

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => {
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

/** Failures after which a job may be over, so that its error offers no handle to resume. */
const final = /^(job-failed|content-refused|job-canceled|no-output|not-found|result-expired)$/;

/** Every way to end well: layers that are images, or errors of ours that say what happened. */
function expectSettled({ layers, failures, jobs }: TaskResult): Failure | undefined {
  expect(jobs.length + failures.length).toBe(1);
  for (const { bytes } of layers) expect(sniffFormat(bytes)).toBeDefined();
  const [failure] = failures;
  if (!failure) {
    expect(layers.length).toBeGreaterThan(0);
    return undefined;
  }
  const { error, handle } = failure;
  if (error.handle || (handle && !final.test(error.code))) expect(error.handle).toEqual(handle);
  expect(isStratifyError(error)).toBe(true);
  expect(error.code).not.toBe("deadline");
  expect(error.message).toMatch(/^[^:]+: .+\. .+\.$/s);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: error.code });
  expect(inspect(error)).not.toContain("key-of-nobody");
  return failure;
}

const files: Partial<Record<Operation, object>> = { put: {}, download: {} };

describe.each(serviceCases)("$name", (scripted) => {
  const { facts, uploads } = scripted;
  const operations: readonly Operation[] = [...uploads, ...freeOperations(scripted)];

  it.each(operations)("ends in a result or a typed error whatever answers %s", async (operation) => {
    const good = { ...files, ...scripted.answers }[operation] ?? {};
    const answers = fc.array(anyAnswers(good), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(answers, async (script) => {
      const { result, used } = await runScripted(scripted, operation, script.map(toAnswer));
      const failure = expectSettled(result);
      expect(used).toBeGreaterThan(0);
      if (!failure) return;
      if (uploads.includes(operation)) expect(failure.error.mayHaveBeenCharged).toBe(false);
      else expect(failure.handle?.provider).toBe(scripted.service);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it("ends in a result, a handle or an honest error whatever answers the paid request", async () => {
    const answers = fc.array(anyAnswers(scripted.answers.submit ?? {}), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(answers, async (script) => {
      const { result, used } = await runScripted(scripted, "submit", script.map(toAnswer));
      const failure = expectSettled(result);
      const seen = script.slice(0, used);
      // Only what was certainly not accepted is sent again.
      for (const answer of seen.slice(0, -1)) expect(certainlyRefused(answer, facts)).toBe(true);
      const last = seen.at(-1);
      if (failure && !failure.handle && last && !certainlyRefused(last, facts))
        expect(failure.error.mayHaveBeenCharged).toBe(!scripted.free);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

describe.each(serviceCases.filter(({ polled }) => polled))("$name", (scripted) => {
  it("ends at the first word that ends a job, whatever came before, and at no other", async () => {
    const property = fc.asyncProperty(fc.array(anyWord(scripted.facts), { maxLength: 12 }), async (words) => {
      const script = words.map((word) => jsonAnswer(withStatus(scripted.answers.status ?? {}, word)));
      const { result } = await runScripted(scripted, "status", script);
      const error = expectSettled(result)?.error;
      const meanings = words.map((word) => meaningOf(scripted.facts, word));
      const end = meanings.findIndex((meaning) => meaning !== "waits");
      expect(error?.code).toBe(errorCodes[meanings[end] ?? "succeeded"]);
      if (!error) expect(result.jobs[0]?.polls).toBe((end < 0 ? words.length : end) + 1);
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe.each(serviceCases)("$name over the wire", (service) => {
  it("ends in a result or a typed error whatever bytes arrive", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const task = await taskOf(sandbox, service);
    const speed = 50;
    const client = sandboxClient(sandbox, { clock: fastClock(speed), requestTimeout: 200 * speed });
    const operations: readonly Operation[] = [...service.uploads, "submit", ...freeOperations(service)];
    const one = fc.tuple(
      fc.constantFrom(...operations),
      wireAnswers({ job_id: "x", data: { status: "DONE" } }),
    );
    const property = fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 4 }), async (plan) => {
      sandbox.faults.clear();
      for (const [operation, { status, headers, body }] of plan)
        sandbox.faults.next(service.service, operation, { kind: "arbitrary", status, headers, body });
      const result = await client.run(task, service.image(sandbox), { provider: service.service });
      expectSettled(result);
    });
    await fc.assert(property, { numRuns: 40 });
    expect(sandbox.leaks).toEqual([]);
  });
});

describe("parseHandle", () => {
  const words = fc.string({ minLength: 1 });
  const handles: fc.Arbitrary<JobHandle> = fc.record(
    {
      version: fc.constant(3),
      provider: words,
      // No address can carry these two: no service gives them, and a handle with one is broken.
      job: words.filter((word) => word !== "." && word !== ".."),
      task: fc.constantFrom("split", "cutout", "replace-background"),
      keyword: words,
      image: fc.string(),
      submittedAt: fc.nat(),
      cost: fc.record({ amount: fc.nat(), unit: fc.string() }),
      data: fc.dictionary(fc.string(), fc.string()),
      ended: fc.constant(true),
    },
    { requiredKeys: ["version", "provider", "job", "task", "image", "submittedAt"] },
  );
  const expectHandle = (saved: unknown) => {
    try {
      expect(parseHandle(saved)).toMatchObject({ version: 3, job: expect.stringMatching(/./s) });
    } catch (error) {
      expect(error).toMatchObject({ code: "bad-handle", message: expect.stringContaining("Use the JSON") });
    }
  };

  it("gives any handle back as it was, from its JSON or the JSON's text", () => {
    const property = fc.property(handles, (handle) => {
      const text = JSON.stringify(handle);
      expect(parseHandle(JSON.parse(text))).toEqual(JSON.parse(text));
      expect(parseHandle(text)).toEqual(JSON.parse(text));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("takes any JSON, text or altered handle for a handle or says that it is none", () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.json(), fc.string()), expectHandle), { numRuns: 500 });
    const version = fc.record({ version: fc.jsonValue() });
    fc.assert(fc.property(version, expectHandle), { numRuns: 500 });
    fc.assert(fc.property(handles.chain(nearly), expectHandle), { numRuns: 500 });
  });
});

/** What is asked for after the paid request. */
function freeOperations({ polled, facts }: SuiteCase): readonly Operation[] {
  const polls: readonly Operation[] = polled ? ["status"] : [];
  return facts.results === "url" ? [...polls, "download"] : polls;
}

/** Whether nobody can have been charged by a request that was answered so. */
function certainlyRefused(answer: AnyAnswer, { refuses }: SandboxService): boolean {
  if ("thrown" in answer) {
    const cause = answer.thrown instanceof Error ? answer.thrown.cause : undefined;
    return cause instanceof Error && "code" in cause && /^(ECONNREFUSED|ENOTFOUND)$/.test(String(cause.code));
  }
  const { status, body } = answer;
  if (refuses?.(new TextDecoder().decode(body))) return true;
  return status >= 300 && status < 500 && status !== 408;
}
