import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import type { JobHandle } from "../contract/job.ts";
import { type ErrorCode, errorTable } from "./error-code.ts";
import { errorAbout, isStratifyError, StratifyError } from "./stratify-error.ts";

const key = "very-secret-key-1234";
const handle: JobHandle = {
  version: 3,
  provider: "claid",
  job: "7",
  task: "cutout",
  image: "desk.png",
  submittedAt: 0,
};

describe("its sentence", () => {
  it("says where, about what, what happened, why, and what to do", () => {
    const error = new StratifyError({
      code: "job-failed",
      provider: "claid",
      providerName: "Claid.ai",
      image: "desk.png",
      keyword: "cup",
      detail: "The object was not found. ",
    });
    expect(error.message).toBe(
      'Claid.ai: desk.png, keyword "cup": the service could not finish the job (The object was not found). ' +
        "Try another image, keyword or provider.",
    );
    expect(String(error)).toBe(`StratifyError: ${error.message}`);
  });

  it("says no more than is known", () => {
    expect(new StratifyError({ code: "aborted" }).message).toBe(
      "it was stopped. Run it again when you like.",
    );
    expect(new StratifyError({ code: "aborted", provider: "claid" }).message).toMatch(
      /^claid: it was stopped/,
    );
  });

  it("says what became of the money, once", () => {
    const end = (fields: object) =>
      new StratifyError({ code: "unexpected-response", ...fields }).message.replace(/^.*base URL\./, "");
    expect(end({})).toBe("");
    expect(end({ mayHaveBeenCharged: true })).toBe(" It may have been charged.");
    expect(end({ mayHaveBeenCharged: true, refunded: true })).toBe(" The cost was refunded.");
    const unknown = new StratifyError({ code: "outcome-unknown", mayHaveBeenCharged: true }).message;
    expect(unknown.match(/may have been charged/g)).toHaveLength(1);
  });

  it("quotes no signature of a URL that a service quotes", () => {
    const detail =
      "could not fetch https://files.test/a.png?X-Signature=secret&x=1, nor 'http://b.test/#secret'";
    const error = new StratifyError({ code: "job-failed", detail, cause: new Error(detail) });
    expect(error.detail).toBe("could not fetch https://files.test/a.png?... nor 'http://b.test/?...'");
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("secret");
  });

  it.each(Object.keys(errorTable))("of %s is whole", (code) => {
    const { message } = new StratifyError({ code: code as ErrorCode });
    expect(message).toMatch(/^[a-z].*\. [A-Z].*\.$/);
    expect(message).not.toMatch(/undefined|\.\./);
  });
});

describe("its fields", () => {
  it("are those that were given, and no others", () => {
    const error = new StratifyError({ code: "refused", status: 422, requestId: "r1", detail: undefined });
    expect(Object.keys(error).sort()).toEqual(["code", "mayHaveBeenCharged", "name", "requestId", "status"]);
    expect(error).toMatchObject({ code: "refused", status: 422, requestId: "r1", mayHaveBeenCharged: false });
    expect("cause" in error).toBe(false);
  });

  it("go into JSON with the message and without the stack", () => {
    const error = new StratifyError({ code: "deadline", provider: "claid", detail: "5 s", handle });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "StratifyError",
      code: "deadline",
      provider: "claid",
      detail: "5 s",
      handle,
      mayHaveBeenCharged: false,
      message: error.message,
    });
  });

  it("of an error about something stay what they were", () => {
    const cause = Object.assign(new Error("gone"), { code: "ECONNRESET" });
    const first = new StratifyError({ code: "network", image: "a.png", mayHaveBeenCharged: true, cause });
    const second = errorAbout(first, { image: "b.png", keyword: "cup", providerName: "Claid.ai" });
    expect(second).toMatchObject({
      code: "network",
      image: "a.png",
      keyword: "cup",
      mayHaveBeenCharged: true,
    });
    expect(second.message).toMatch(/^Claid\.ai: a\.png, keyword "cup": /);
    expect(second.cause).toEqual({ name: "Error", message: "gone", code: "ECONNRESET" });
  });
});

describe("its cause", () => {
  it("keeps words and code, and drops all that may hold a key", () => {
    const socket = Object.assign(new Error("read ECONNRESET"), {
      code: "ECONNRESET",
      headers: { authorization: `Bearer ${key}` },
    });
    const request = new Request("https://api.example", { headers: { apikey: key } });
    const thrown = Object.assign(new TypeError("fetch failed", { cause: socket }), {
      request,
      options: { headers: { apikey: key } },
    });
    const error = new StratifyError({ code: "network", cause: thrown });
    expect(error.cause).toEqual({ name: "Error", message: "read ECONNRESET", code: "ECONNRESET" });
    const printed = [inspect(error, { depth: null, showHidden: true }), JSON.stringify(error), String(error)];
    for (const text of printed) expect(text).not.toContain(key);
  });

  it("may be another error of ours, which says the same to everyone", () => {
    const inner = new StratifyError({ code: "deadline" });
    expect(new StratifyError({ code: "aborted", cause: inner }).cause).toBe(inner);
  });

  it.each([`a text with ${key}`, 7, null, Symbol("reason")])(
    "is dropped when it is no object: %s",
    (cause) => {
      expect(new StratifyError({ code: "network", cause }).cause).toBeUndefined();
    },
  );
});

describe("isStratifyError", () => {
  it("knows the errors of this bundle and of another", async () => {
    vi.resetModules();
    const copy = await import("./stratify-error.ts");
    const foreign = new copy.StratifyError({ code: "aborted" });
    expect(foreign).not.toBeInstanceOf(StratifyError);
    expect(isStratifyError(foreign)).toBe(true);
    expect(isStratifyError(new StratifyError({ code: "aborted" }))).toBe(true);
  });

  it("knows the errors of another realm", () => {
    const foreign: unknown = runInNewContext(
      'Object.defineProperty(new Error("stopped"), Symbol.for("stratify.error"), { value: true })',
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(isStratifyError(foreign)).toBe(true);
  });

  it.each([
    new Error("no"),
    { name: "StratifyError", code: "aborted" },
    null,
    undefined,
    "aborted",
    () => {},
  ])("takes nothing else for one: %s", (value) => expect(isStratifyError(value)).toBe(false));
});
