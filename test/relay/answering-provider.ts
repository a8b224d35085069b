import { type JobOutput, type JobRequest, newHandle, type Provider } from "@stratify/core";

/**
 * A provider that understands every prompt and splits automatically, whose results come with the response to the submit.
 *
 * @param outputs what every job returns
 */
export function answeringProvider(outputs: readonly JobOutput[]) {
  const about = { id: "answering", name: "Answering" };
  const requests: JobRequest[] = [];
  const provider: Provider = {
    ...about,
    capabilities: {
      tasks: ["split", "cutout"],
      inputs: ["bytes"],
      formats: ["png"],
      keywords: { min: 1 },
      automatic: { maxLayers: 12 },
      prompts: ["points", "box", "mask"],
      mask: "alpha",
      cost: { unit: "jobs" },
      cancel: false,
      synchronous: { inputs: ["bytes"], result: "bytes" },
      cadence: { first: 1000, every: 1000, min: 1000 },
      deadline: 60_000,
      rateWindows: [],
      host: "answering.example.com",
      keyInBrowser: "forbidden",
      crossOrigin: "no",
    },
    async submit(request, { clock, paying }) {
      requests.push(request);
      await paying({ synchronous: true });
      return { handle: newHandle(about, request, { job: "1", submittedAt: clock.now() }), outputs };
    },
    status: async () => {
      throw new Error("a job that came with its submit is never asked about");
    },
  };
  return { provider, requests };
}
