import type { TaskResult } from "@stratify/core";
import type { ExportedFile, LayerMaker, LayerSetAbout, Manifest } from "@stratify/imaging";
import { taskOf } from "../run/operation.ts";
import { pickFile } from "./pick-file.ts";
import { PictureError } from "./picture-error.ts";
import type { PictureOptions, PictureResult, PictureWork } from "./picture-work.ts";

/**
 * Makes layers of what the jobs returned and hands over the files that the operation is about.
 *
 * @param provider as the manifest calls it
 * @throws {PictureError} when no job delivered anything
 */
export async function deliver(
  maker: LayerMaker,
  work: PictureWork,
  provider: LayerSetAbout["provider"],
  result: TaskResult,
  options: PictureOptions,
): Promise<PictureResult> {
  const { signal, onLayers, onFile } = options;
  const { operation, output, bytes } = work;
  if (result.layers.length === 0) throw new PictureError(result.failures);
  if (!bytes) return deliverAsGiven(work, result, options);
  const layerWork = {
    source: bytes,
    results: result.layers,
    about: aboutOf(work, provider, result),
    fillRemainder: operation.op === "layers" && output.fillRemainder,
  };
  const { failures, pending } = leftOver(result, options);
  const messages = failures.map(({ message }) => message);

  if (operation.op === "layers") {
    const { psd, masks, trim } = output;
    const take = { signal, onProgress: onLayers, onFile };
    const manifest = await maker.make({ ...layerWork, export: { psd, masks, trim } }, take);
    const layers = manifest.layers.map(({ name }) => name).reverse();
    return { remarks: [...messages, ...manifest.unaligned.map(unalignedWords)], failures, layers, pending };
  }
  const files: ExportedFile[] = [];
  const take = { signal, onProgress: onLayers, onFile: (file: ExportedFile) => void files.push(file) };
  const only = { psd: "none", masks: operation.op === "mask" } as const;
  const manifest = await maker.make({ ...layerWork, export: only }, take);
  const picked = pickFile(operation.op, manifest, files);
  if (!picked) throw new Error(`${work.name}: the result shows nothing of the picture`);
  await onFile(picked.file);
  return { remarks: [...messages, ...picked.remarks], failures, layers: [], pending };
}

/** Without its source a result can't be laid over anything: it is handed over as the provider made it. */
async function deliverAsGiven(
  { name, operation }: PictureWork,
  result: TaskResult,
  options: PictureOptions,
): Promise<PictureResult> {
  const { failures, pending } = leftOver(result, options);
  const remark = `${name}: the picture is gone, so its results are as the service made them`;
  const one = result.layers.find(({ role }) => (operation.op === "mask") === (role === "mask"));
  const files = operation.op === "layers" ? result.layers : [one ?? result.layers[0]];
  for (const [index, file] of files.entries()) {
    if (!file) continue;
    const { format, bytes } = file;
    await options.onFile({ path: `${index + 1}.${format === "jpeg" ? "jpg" : format}`, bytes });
  }
  const remarks = [remark, ...failures.map(({ message }) => message)];
  return { remarks, failures, layers: [], pending };
}

/** What did not come, and whether any of it may still. */
function leftOver(
  { failures }: TaskResult,
  { journal }: PictureOptions,
): Pick<PictureResult, "failures" | "pending"> {
  const open = new Set(journal.open().handles.map(({ job }) => job));
  return {
    failures: failures.map(({ keyword, error }) => {
      return { ...(keyword !== undefined && { keyword }), message: error.message };
    }),
    pending: failures.some(({ error: { handle } }) => handle && open.has(handle.job)),
  };
}

function aboutOf(
  { name, operation }: PictureWork,
  provider: LayerSetAbout["provider"],
  { jobs, cost }: TaskResult,
): LayerSetAbout {
  return {
    source: { name },
    provider,
    task: {
      kind: taskOf[operation.op],
      ...(operation.op === "layers" && { keywords: operation.keywords }),
    },
    jobs: jobs.map(({ handle: { job, keyword } }) => ({ id: job, ...(keyword && { keyword }) })),
    ...(cost && { cost }),
  };
}

function unalignedWords({ name, reason }: Manifest["unaligned"][number]): string {
  return `${name}: ${reason}`;
}
