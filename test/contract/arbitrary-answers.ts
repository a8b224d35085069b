import fc from "fast-check";
import { tinyPng } from "./open-sandbox.ts";
import type { Answer } from "./scripted-service.ts";

/** An answer that a service might give, or its network in its place. */
export type AnyAnswer =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
      /** The connection breaks after the body. */
      readonly breaks: boolean;
    }
  | { readonly thrown: unknown };

const utf8 = (text: string) => new TextEncoder().encode(text);

const odd = fc.constantFrom(
  "",
  " ",
  "..",
  "\ud800",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "//files.test/a.png",
  "https://files.test/a.png",
  "data:image/png;base64,AAAA",
  "__proto__",
);

/** Any JSON value, not seldom an odd word or address. */
const value: fc.Arbitrary<unknown> = fc.oneof(fc.jsonValue({ maxDepth: 3 }), odd, fc.webUrl());

/** The documented answer with one of its values replaced. */
export function nearly(good: object): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...pathsOf(good)), value)
    .map(([path, replacement]) => replaced(good, path, replacement));
}

function pathsOf(node: unknown): readonly (readonly string[])[] {
  if (typeof node !== "object" || node === null) return [[]];
  const below = Object.entries(node).flatMap(([key, child]) => pathsOf(child).map((path) => [key, ...path]));
  return [[], ...below];
}

function replaced(node: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined || typeof node !== "object" || node === null) return replacement;
  const change = ([name, child]: [string, unknown]) =>
    [name, name === key ? replaced(child, rest, replacement) : child] as const;
  const entries = Object.entries(node).map(change);
  return Array.isArray(node) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

const jsonText = (json: fc.Arbitrary<unknown>) => json.map((body) => utf8(JSON.stringify(body)));

const header = (name: string, ...values: readonly string[]) =>
  fc
    .option(fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 12 })), { nil: undefined, freq: 2 })
    .map((text) => [name, text] as const);

const headers = fc
  .tuple(
    fc
      .constantFrom(
        "application/json",
        "application/problem+json; charset=utf-8",
        "text/html",
        "image/png",
        "",
      )
      .map((type) => ["content-type", type] as const),
    header("retry-after", "0", "1", "120", "-1", "1.5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"),
    header("ratelimit-remaining", "0", "1", "-1"),
    header("ratelimit-reset", "0", "7", "never"),
    header("location", "/", "https://files.test/b.png", "ftp://files.test/b.png", "http://["),
    header("x-request-id", "request"),
  )
  .map((pairs) =>
    Object.fromEntries(pairs.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))),
  );

const statuses = fc.oneof(
  { weight: 3, arbitrary: fc.constant(200) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(201, 202, 204, 302, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 503),
  },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
);

const bodies = (good: object) =>
  fc.oneof(
    { weight: 4, arbitrary: jsonText(nearly(good)) },
    { weight: 2, arbitrary: jsonText(value) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 64 }).map((tail) => new Uint8Array([...tinyPng, ...tail])),
    },
    { weight: 1, arbitrary: fc.string().map((text) => utf8(`<html><style>${text}`)) },
    { weight: 1, arbitrary: fc.nat(40).map((cut) => utf8(JSON.stringify(good).slice(0, cut))) },
  );

/** Whole answers that a server can put on the wire. */
export function wireAnswers(good: object) {
  return fc.record({ status: statuses, headers, body: bodies(good), breaks: fc.constant(false) });
}

/** Failures as networks and hosts throw them, and some as nobody should. */
const thrown = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("ECONNRESET", "ECONNREFUSED", "ENOTFOUND", "UND_ERR_SOCKET", "CERT_HAS_EXPIRED"),
      fc.string(),
    )
    .map(
      ([code, text]) => new TypeError("fetch failed", { cause: Object.assign(new Error(text), { code }) }),
    ),
  fc.constantFrom(new DOMException("stopped", "AbortError"), Object.assign(new Error("odd"), { message: 7 })),
  fc.anything(),
);

/** Everything that can come of a request. */
export function anyAnswers(good: object): fc.Arbitrary<AnyAnswer> {
  return fc.oneof(
    { weight: 8, arbitrary: wireAnswers(good) },
    { weight: 1, arbitrary: wireAnswers(good).map((answer) => ({ ...answer, breaks: true })) },
    { weight: 1, arbitrary: thrown.map((reason) => ({ thrown: reason })) },
  );
}

/** The answer as a client's `fetch` receives it. */
export function toAnswer(answer: AnyAnswer): Answer {
  if ("thrown" in answer) return answer;
  const { status, headers, body, breaks } = answer;
  const isEmpty = status === 204 || status === 205 || status === 304;
  return () => new Response(isEmpty ? null : streamOf(body, breaks), { status, headers });
}

function streamOf(body: Uint8Array, breaks: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(stream) {
      stream.enqueue(body);
      if (breaks) stream.error(new TypeError("terminated"));
      else stream.close();
    },
  });
}
