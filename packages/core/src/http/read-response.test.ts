import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { callContext } from "../../../../test/support/call-context.ts";
import { localServer } from "../../../../test/support/local-server.ts";
import type { CallContext } from "../contract/call-context.ts";
import { defineApi } from "./api.ts";
import { readResponse } from "./read-response.ts";

const key = "very-secret-key-1234";
const schema = z.looseObject({ job: z.string() });

/** Reads one real response. */
async function read(
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = "",
  given: Partial<CallContext> = {},
) {
  const { origin } = await localServer((response: ServerResponse) =>
    response.writeHead(status, headers).end(body),
  );
  const api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: origin,
    keyHeader: "apikey",
    key,
    explain: () => ({ detail: "in its own words", status: 402 }),
    isFailure: (value) => typeof value === "object" && value !== null && "failed" in value,
  });
  const { context, said } = callContext(given);
  const response = await fetch(origin);
  const result = readResponse(api, { json: schema }, response, context).then(({ body }) => body);
  result.catch(() => {});
  return { result, said };
}

const json = { "content-type": "application/json" };

describe("a good response", () => {
  it.each(["application/json", "application/json; charset=utf-8", "application/problem+json", "text/JSON"])(
    "is JSON under the type %s",
    async (type) => {
      const { result } = await read(200, { "content-type": type }, '{"job":"7","more":[1]}');
      expect(await result).toEqual({ job: "7", more: [1] });
    },
  );

  it("may have any status from 200 to 299, and a byte order mark", async () => {
    expect(await (await read(202, json, '\ufeff{"job":"7"}')).result).toEqual({ job: "7" });
  });

  it.each([
    [{}, []],
    [{ "retry-after": "3" }, []],
    [{ "ratelimit-remaining": "0", "ratelimit-reset": "2" }, ["pause 2000"]],
    [{ "ratelimit-remaining": "1", "ratelimit-reset": "2" }, []],
  ])("with the headers %j asks the gate for %j", async (headers, expected) => {
    const { result, said } = await read(200, { ...json, ...headers }, '{"job":"7"}');
    await result;
    expect(said).toEqual(expected);
  });
});

describe("a bad response", () => {
  it.each([
    ["a page", 200, { "content-type": "text/html" }, "<h1>Hello</h1>", "no JSON but text/html, status 200"],
    [
      "JSON under another type",
      200,
      { "content-type": "text/plain" },
      '{"job":"7"}',
      "no JSON but text/plain, status 200",
    ],
    ["untyped bytes", 200, {}, '{"job":"7"}', "no JSON but untyped bytes, status 200"],
    ["JSON that does not parse", 200, json, '{"job":', "JSON of another shape, status 200"],
    ["nothing", 200, json, "", "JSON of another shape, status 200"],
    ["another shape", 200, json, '{"job":7}', "JSON of another shape, status 200"],
    ["a list", 200, json, "[]", "JSON of another shape, status 200"],
    ["null", 200, json, "null", "JSON of another shape, status 200"],
  ])("is %s", async (_what, status, headers, body, detail) => {
    const { result } = await read(status, headers as Record<string, string>, body);
    await expect(result).rejects.toMatchObject({ code: "unexpected-response", detail, status });
  });

  it("is one whose body says so under a status that says success", async () => {
    const { result } = await read(200, json, '{"failed":true,"job":"7"}');
    await expect(result).rejects.toMatchObject({
      code: "insufficient-credits",
      detail: "in its own words",
      status: 402,
    });
  });

  it("is one above the limit of results, which is not taken for another shape", async () => {
    const large = `{"job":"${"x".repeat(4 * 2 ** 20)}"}`;
    const { result } = await read(200, json, large, { maxResultBytes: 2 * 2 ** 20 });
    await expect(result).rejects.toMatchObject({ code: "response-too-large", status: 200 });
    const within = await read(200, json, large, { maxResultBytes: 4 * 2 ** 20 });
    expect((await within.result).job).toHaveLength(4 * 2 ** 20);
  });

  it("pauses the gate when it is a rate limit that says for how long", async () => {
    const { result, said } = await read(429, { ...json, "retry-after": "3" }, "{}");
    await expect(result).rejects.toMatchObject({ retryAfter: 3000 });
    expect(said).toEqual(["pause 3000"]);
  });

  it("never repeats the key, be it in the content type", async () => {
    const { result } = await read(200, { "content-type": `text/${key}` }, key);
    const error: unknown = await result.catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain(key);
    expect(error).toMatchObject({ detail: "no JSON but text/[key], status 200" });
  });
});

describe("a key that the service echoes", () => {
  it("is struck out before anything is read", async () => {
    const { result } = await read(200, json, JSON.stringify({ job: key, note: `for ${key}` }));
    expect(await result).toEqual({ job: "[key]", note: "for [key]" });
  });

  it("is struck out whole where the words are cut", async () => {
    for (let length = 140; length <= 165; length += 5) {
      const { result } = await read(500, { "content-type": "text/html" }, `${"x".repeat(length)} ${key}`);
      await expect(result).rejects.not.toThrow(key.slice(0, 4));
    }
  });
});

describe("a key that the response repeats", () => {
  const secret = "abc/def+ghi/123";
  const opened = (answer: string, own: string) => {
    const explain = (body: unknown) => ({ detail: JSON.stringify(body) });
    const api = defineApi({ id: "claid", name: "Claid.ai", baseUrl: "https://api.test", key: own, explain });
    return (status: number) =>
      readResponse(
        api,
        { json: schema },
        new Response(answer, { status, headers: json }),
        callContext().context,
      );
  };

  it("is struck out however JSON writes it, in values and in names", async () => {
    const written = String.raw`abc\/def\u002bghi\u002F123`;
    const error = await opened(
      `{"a":["${written}"],"${written}":1}`,
      secret,
    )(400).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("[key]");
    expect(String(error)).not.toContain(secret);
  });

  it("changes no shape, however short it is", async () => {
    expect((await opened('{"job":"7"}', "job")(200)).body).toEqual({ job: "7" });
  });
});
