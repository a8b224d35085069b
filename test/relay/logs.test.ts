import { sniffFormat } from "@stratify/core";
import { expect, it } from "vitest";
import { desk, openSandbox } from "../contract/open-sandbox.ts";
import { serviceCases, taskOf } from "../contract/services.ts";
import { siteOf } from "../sandbox/sites.ts";
import { cutout, cutter, openRelay, rawSubmit, relayClient, secret, splitter, token } from "./open-relay.ts";

if (desk.kind !== "bytes") throw new Error("the desk has no bytes");
const picture = desk;

it.each(serviceCases)("logs of $name hold nothing that opens or shows anything", async (service) => {
  const sandbox = await openSandbox();
  const { baseUrl, log } = await openRelay(sandbox);
  const told: unknown[] = [];
  const watched: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    told.push(response.headers.get("content-type")?.includes("json") ? await response.clone().json() : null);
    return response;
  };
  const client = await relayClient(baseUrl, token, watched);
  const task = await taskOf(sandbox, service);
  const image = { ...service.image(sandbox), name: "private-name.png" };
  const at = { provider: `relay:${service.service}` };
  expect((await client.run(task, image, at)).failures).toEqual([]);
  sandbox.faults.always(service.service, "submit", { kind: "status", status: 401 });
  const { failures } = await client.run(task, image, at);
  expect(failures[0]?.error.code).toBe("unauthorized");

  const written = JSON.stringify(log);
  expect(log.length).toBeGreaterThan(3);
  expect(log.some(({ code }) => code === "unauthorized")).toBe(true);
  const secrets = [
    ...Object.values(sandbox.services).flatMap(({ apiKey, baseUrl }) =>
      apiKey ? [apiKey, baseUrl] : [baseUrl],
    ),
    sandbox.filesUrl,
    token,
    secret,
    "private-name",
    "Signature",
    ...sealed(told),
  ];
  for (const each of secrets) expect(written).not.toContain(each);
  expect(longest(written)).toBeLessThan(40);
});

it("logs no part of a request that is refused, whatever is in it", async () => {
  const { baseUrl, log } = await openRelay(await openSandbox());
  const hidden = "hidden-words-of-the-tests-0123456789abcdef";
  const headers = { authorization: `Bearer ${token}`, "x-request-id": hidden, cookie: hidden };
  await rawSubmit(
    baseUrl,
    { provider: splitter.service, task: "split", keyword: hidden, [hidden]: hidden },
    picture,
  );
  await rawSubmit(baseUrl, { ...cutout, provider: hidden }, picture);
  await rawSubmit(baseUrl, { ...cutout, task: hidden }, picture, { "idempotency-key": hidden });
  await fetch(`${baseUrl}/v1/jobs/${hidden}?token=${hidden}`, { headers });
  await fetch(`${baseUrl}/v1/results/${hidden}`, { headers });
  await fetch(`${baseUrl}/${hidden}`, { method: "PUT", headers, body: hidden });
  await fetch(`${baseUrl}/v1/providers`, { headers: { authorization: `Bearer ${hidden}` } });
  expect(log).toHaveLength(7);
  expect(JSON.stringify(log)).not.toContain("hidden");
});

it("logs one line for each request, under the id that its answer carries", async () => {
  const { baseUrl, log } = await openRelay(await openSandbox({ latency: 0 }));
  const submit = await rawSubmit(baseUrl, cutout, picture);
  expect(log).toEqual([
    {
      request: submit.headers.get("x-request-id"),
      method: "POST",
      route: "/v1/jobs",
      status: 201,
      ms: expect.any(Number),
      caller: "tests",
      provider: cutter.service,
      task: "cutout",
    },
  ]);
});

it("sends services the picture under no name of the user's, and answers with none of the keys", async () => {
  const sandbox = await openSandbox({ latency: 0 });
  const { baseUrl } = await openRelay(sandbox);
  const submit = await rawSubmit(baseUrl, cutout, picture);
  const { id } = await submit.json();
  const status = await fetch(`${baseUrl}/v1/jobs/${id}`, { headers: { authorization: `Bearer ${token}` } });
  const said = await status.text();
  for (const each of [siteOf(sandbox, cutout.provider).apiKey, sandbox.filesUrl, "Signature"])
    expect(said).not.toContain(each);
  const [{ path }] = JSON.parse(said).outputs;
  const file = await fetch(baseUrl + path);
  expect(sniffFormat(await file.bytes())).toBe("png");
  expect([...file.headers].join()).not.toContain("Signature");
});

/** Every sealed id and link among the relay's answers. */
function sealed(answers: readonly unknown[]): readonly string[] {
  return JSON.stringify(answers).match(/[\w-]{60,}/g) ?? [];
}

/** Length of the longest word: a request's id has 36 characters, and nothing is longer. */
function longest(text: string): number {
  return Math.max(...(text.match(/[\w+/=-]+/g) ?? []).map(({ length }) => length));
}
