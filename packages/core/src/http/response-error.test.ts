import { describe, expect, it } from "vitest";
import { defineApi, type Explanation } from "./api.ts";
import { type ReadResponse, responseError } from "./response-error.ts";

const key = "very-secret-key-1234";
const now = Date.parse("2026-01-01T00:00:00Z");

/** The error of a response; `says` is what the service's own reader makes of its JSON. */
function errorOf(
  answer: Partial<Omit<ReadResponse, "headers">> & { headers?: HeadersInit },
  says: Explanation = {},
) {
  const api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: "https://api.claid.ai",
    keyHeader: "apikey",
    key,
    explain: () => says,
  });
  const { status = 400, json, text = "", headers } = answer;
  return responseError(api, { status, json, text, headers: new Headers(headers) }, now);
}

describe("a response in JSON", () => {
  it.each([
    [400, "refused"],
    [401, "unauthorized"],
    [402, "insufficient-credits"],
    [403, "forbidden"],
    [404, "not-found"],
    [408, "unavailable"],
    [409, "refused"],
    [422, "refused"],
    [425, "unavailable"],
    [429, "rate-limited"],
    [500, "unavailable"],
    [503, "unavailable"],
    [200, "unexpected-response"],
    [302, "unexpected-response"],
  ])("means by its status %i: %s", (status, code) => {
    expect(errorOf({ status, json: {} })).toMatchObject({ code, status });
  });

  it("means what the service says it means", () => {
    const says = {
      code: "unauthorized",
      detail: "Not Found User",
      providerCode: "17",
      requestId: "r1",
    } as const;
    expect(errorOf({ status: 404, json: {} }, says)).toMatchObject({ ...says, status: 404 });
  });

  it("means the status that the service's own code stands for", () => {
    expect(errorOf({ status: 200, json: {} }, { status: 402 })).toMatchObject({
      code: "insufficient-credits",
      status: 402,
    });
    expect(errorOf({ status: 200, json: {} }, { status: 400, code: "unauthorized" })).toMatchObject({
      code: "unauthorized",
      status: 400,
    });
  });

  it("gives the id under which support finds it, from the body before the header", () => {
    const headers = { "x-request-id": "from-header" };
    expect(errorOf({ json: {}, headers }).requestId).toBe("from-header");
    expect(errorOf({ json: {}, headers }, { requestId: "from-body" }).requestId).toBe("from-body");
    expect("requestId" in errorOf({ json: {} })).toBe(false);
  });

  it("says how long to wait", () => {
    const headers = { "retry-after": "2" };
    expect(errorOf({ status: 429, json: {}, headers }).retryAfter).toBe(2000);
    expect(errorOf({ status: 429, json: {} }, { retryAfter: 30_000 }).retryAfter).toBe(30_000);
    expect(errorOf({ status: 429, json: {}, headers }, { retryAfter: 30_000 }).retryAfter).toBe(2000);
  });

  it("is cut to what a person would read", () => {
    expect(errorOf({ json: {} }, { detail: "x".repeat(5000) }).detail).toHaveLength(2000);
  });
});

describe("an answer without JSON", () => {
  it("is told by its words", () => {
    const text = `<!doctype html><html><head><title>502</title><style>h1 { color: red }</style>
      <script>alert("x")</script></head><body><h1>Bad   gateway</h1>\n<p>nginx</p></body></html>`;
    expect(errorOf({ status: 502, text })).toMatchObject({
      code: "unavailable",
      detail: "502 Bad gateway nginx",
    });
    expect(errorOf({ status: 502, text: "" }).detail).toBe("status 502");
    expect(errorOf({ status: 500, text: "y".repeat(500) }).detail).toHaveLength(160);
  });

  it("of status 404 comes from a wrong address, not from a service that lacks a job", () => {
    expect(errorOf({ status: 404, text: "<h1>Not Found</h1>" }).code).toBe("unexpected-response");
  });

  it("is told by the service's reader where that knows more", () => {
    const says = { detail: "check the image's format", code: "refused" } as const;
    expect(errorOf({ status: 500, text: "Internal Server Error" }, says)).toMatchObject(says);
    expect(errorOf({ status: 404, text: "" }, { detail: "it is an old version" })).toMatchObject({
      code: "unexpected-response",
      detail: "it is an old version",
    });
  });

  it.each(["<", "<style", "<script>", " "])("is read in a moment, be it megabytes of %j", (piece) => {
    const text = piece.repeat(4_000_000 / piece.length);
    const begun = performance.now();
    errorOf({ status: 500, text });
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

it("strikes an echoed key out of the request id's header", () => {
  expect(errorOf({ json: {}, headers: { "x-request-id": key } }).requestId).toBe("[key]");
});
