import { expect, it } from "vitest";
import { explainedFetch } from "./explained-fetch.ts";

const failed = new TypeError("Failed to fetch");

/** A browser's `fetch` towards a service that answers only those who do not read. */
const closed: typeof fetch = (_, init) =>
  init?.mode === "no-cors" ? Promise.resolve(Response.error()) : Promise.reject(failed);

it("says why there was no answer", async () => {
  const call = (fetch: typeof globalThis.fetch, blocked = new Set<string>()) =>
    explainedFetch(fetch, blocked)("https://api.example/v1", { method: "POST" });
  await expect(call(closed)).rejects.toMatchObject({ code: "no-cors" });
  await expect(call(() => Promise.reject(failed))).rejects.toMatchObject({ code: "offline" });
  await expect(call(closed, new Set(["https://api.example"]))).rejects.toMatchObject({ code: "blocked" });
});

it("takes neither a key nor a body along when it looks a second time", async () => {
  const asked: [unknown, RequestInit | undefined][] = [];
  const fetch = explainedFetch((input, init) => {
    asked.push([input, init]);
    return closed(input, init);
  }, new Set());
  const headers = { authorization: "Bearer secret" };
  await expect(fetch("https://api.example/v1?x=1", { method: "POST", headers, body: "x" })).rejects.toThrow();
  expect(asked[1]?.[0]).toBe("https://api.example");
  expect(asked[1]?.[1]).toMatchObject({ mode: "no-cors", credentials: "omit" });
  expect(JSON.stringify(asked[1])).not.toContain("secret");
});

it("lets a stop be a stop", async () => {
  const stop = new AbortController();
  stop.abort();
  const fetch = explainedFetch(() => Promise.reject(stop.signal.reason), new Set());
  await expect(fetch("https://api.example", { signal: stop.signal })).rejects.toBe(stop.signal.reason);
});
