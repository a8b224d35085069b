import { newHandle, type Provider, StratifyError } from "@stratify/core";

const about = { id: "hosted", name: "Hosted" };

/** A provider whose result is the picture itself, where it was: so that results of any size pass through a relay. */
export const hosted: Provider = {
  ...about,
  capabilities: {
    tasks: ["cutout"],
    inputs: ["url"],
    formats: [],
    mask: "none",
    cost: { unit: "free", perJob: 0 },
    cancel: false,
    cadence: { first: 1000, every: 1000, min: 1000 },
    deadline: 60_000,
    rateWindows: [],
    host: undefined,
    keyInBrowser: "allowed",
    crossOrigin: "yes",
  },
  async submit(request, { clock }) {
    if (request.image.kind !== "url") throw new StratifyError({ code: "unsupported" });
    return {
      handle: newHandle(about, request, {
        job: "1",
        submittedAt: clock.now(),
        data: { url: request.image.url },
      }),
    };
  },
  async status({ data }) {
    return { state: "succeeded", raw: "ok", outputs: [{ role: "cutout", content: data?.url ?? "" }] };
  },
};
