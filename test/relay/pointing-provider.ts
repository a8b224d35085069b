import { newHandle, type Provider } from "@stratify/core";
import { createRelay, type RelayOptions } from "@stratify/relay";
import { tinyPng } from "../contract/open-sandbox.ts";
import { secret, token } from "./open-relay.ts";

/** A provider whose results are wherever it says. */
function pointingAt(url: string): Provider {
  const about = { id: "pointing", name: "Pointing" };
  return {
    ...about,
    capabilities: {
      tasks: ["cutout"],
      inputs: ["bytes"],
      formats: ["png"],
      mask: "none",
      cost: { unit: "jobs" },
      cancel: false,
      cadence: { first: 1000, every: 1000, min: 1000 },
      deadline: 1000,
      rateWindows: [],
      host: "pointing.example.com",
      keyInBrowser: "forbidden",
      crossOrigin: "no",
    },
    submit: async (request, { clock }) => ({
      handle: newHandle(about, request, { job: "1", submittedAt: clock.now() }),
    }),
    status: async () => ({ state: "succeeded", raw: "ok", outputs: [{ role: "cutout", content: url }] }),
  };
}

/**
 * A link to a result at any address, as a relay with the secret of the tests makes it.
 *
 * @returns the link's path, and the relay itself
 */
export async function linkTo(url: string, fetch: RelayOptions["fetch"] = globalThis.fetch) {
  const relay = createRelay({
    providers: [pointingAt(url)],
    tokens: [{ name: "tests", token }],
    secrets: [secret],
    fetch,
  });
  const at = (path: string, init?: RequestInit) => relay.fetch(new Request(`http://relay${path}`, init));
  const headers = { authorization: `Bearer ${token}` };
  const submit = await at("/v1/jobs?provider=pointing&task=cutout", {
    method: "POST",
    body: tinyPng,
    headers: { ...headers, "content-type": "image/png", "idempotency-key": crypto.randomUUID() },
  });
  const { id } = await submit.json();
  const { outputs } = await (await at(`/v1/jobs/${id}`, { headers })).json();
  const path: string = outputs[0].path;
  return { path, at };
}
