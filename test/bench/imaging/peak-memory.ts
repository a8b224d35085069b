import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildLayerSet, decodeImage, exportLayerSet, type ProviderResult } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";

/** Makes a layer set of the files of a folder and prints how many bytes the process held at most. */
const [, , folder = "."] = process.argv;
useNodeCodecs();
const source = await decodeImage(await readFile(join(folder, "source.png")));
const results: ProviderResult[] = [];
for (const file of await readdir(folder)) {
  if (!file.endsWith(".layer.png")) continue;
  results.push({ name: file, role: "layer", job: file, bytes: await readFile(join(folder, file)) });
}
const about = {
  source: { name: "bench.png" },
  provider: { id: "bench", name: "Bench" },
  task: { kind: "split" as const },
  jobs: [],
};
const set = await buildLayerSet(source, results);
for await (const { bytes } of exportLayerSet(set, about))
  if (bytes.length === 0) throw new Error("empty file");
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
