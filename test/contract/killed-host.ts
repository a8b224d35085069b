import { readFile } from "node:fs/promises";
import { imageFromBytes, openJobs, type SourceImage, type Task } from "@stratify/core";
import { durableClient, type Host, unhurried } from "./durable-client.ts";

/** What a host is given to do until it is killed. */
export interface HostWork extends Host {
  readonly tasks: readonly { readonly task: Task; readonly image: SavedImage }[];
}

/** An image as JSON: at a URL, or as base64. */
export interface SavedImage {
  readonly name: string;
  readonly url?: string;
  readonly base64?: string;
}

/** Tasks at the same time. */
const width = 3;

// A program of its own: takes up what an earlier process left behind, and runs new tasks meanwhile.
const work: HostWork = JSON.parse(await readFile(process.argv[2] ?? "", "utf8"));
const { client, journal } = durableClient(work);
const call = { provider: work.site.id, deadline: unhurried };
console.log("begun");
await Promise.all([takeUp(), ...Array.from({ length: width }, (_, lane) => runTasks(lane))]);

async function takeUp(): Promise<void> {
  const entries = await journal.read();
  const over = new Set(entries.flatMap((entry) => (entry.type === "ended" ? [entry.handle.job] : [])));
  const { handles, lost } = openJobs(entries);
  for (const handle of handles) {
    if (!over.has(handle.job)) await client.resume(handle, call);
  }
  for (const intent of lost) {
    const handle = await client.recover(intent, call);
    if (!handle) continue;
    await journal.write({ type: "handle", intent: intent.id, handle });
    await client.resume(handle, call);
  }
}

async function runTasks(lane: number): Promise<void> {
  for (const { task, image } of work.tasks.filter((_, index) => index % width === lane)) {
    const { failures } = await client.run(task, imageOf(image), call);
    if (failures[0]) throw failures[0].error;
  }
}

function imageOf({ name, url, base64 }: SavedImage): SourceImage {
  if (url) return { kind: "url", name, url };
  return imageFromBytes(Buffer.from(base64 ?? "", "base64"), name);
}
