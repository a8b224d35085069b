import { asReceived } from "@stratify/app/deliver/as-received";
import type { Delivered, JobProblem } from "@stratify/app/deliver/delivered";
import { makeSet } from "@stratify/app/deliver/make-set";
import { pickFile } from "@stratify/app/deliver/pick-file";
import { type Remark, remarkOnSource, remarksOn } from "@stratify/app/deliver/remarks";
import type { Order } from "@stratify/app/run/image-run";
import type { SourceState } from "@stratify/app/run/work-on-image";
import type { ExportedFile, LayerMaker, MakeOptions } from "@stratify/imaging";

/** What a layer set is made of besides its layers. */
export interface OutputChoices {
  readonly psd: "baked" | "layer-masks" | "none";
  readonly masks: boolean;
  readonly trim: boolean;
  readonly fillRemainder: boolean;
}

/** What a round came to, when there is something to show for it. */
export interface ImageResult {
  readonly remarks: readonly Remark[];
  readonly problems: readonly JobProblem[];
  /** Names of the layers that a split made, top to bottom. */
  readonly layers: readonly string[];
}

/** The image that results belong to, and how it compares with the one that was submitted. */
interface Source {
  readonly name: string;
  readonly bytes: Uint8Array | undefined;
  readonly state: SourceState;
  readonly sha256?: string | undefined;
}

/** Nothing was delivered. */
export class ImageError extends Error {
  override readonly name = "ImageError";
  /** Of all jobs that took part. */
  readonly problems: readonly JobProblem[];

  constructor(problems: readonly JobProblem[]) {
    super([...new Set(problems.map(({ error }) => error.message))].join(" "));
    this.problems = problems;
  }
}

/**
 * Makes layers of what was delivered and hands over the files that the operation is about.
 *
 * @throws {ImageError} when no job has delivered anything
 */
export async function deliver(
  maker: LayerMaker,
  order: Order,
  source: Source,
  delivered: Delivered,
  output: OutputChoices,
  take: MakeOptions,
): Promise<ImageResult> {
  const { operation } = order;
  const { layers, problems } = delivered;
  if (layers.length === 0) throw new ImageError(problems);
  const { bytes, name, sha256, state } = source;
  if (!bytes || state !== "same") {
    for (const file of asReceived(operation.op, layers)) await take.onFile(file);
    return { remarks: remarkOnSource(state), problems, layers: [] };
  }
  const set = { name, bytes, sha256 };
  if (operation.op === "layers") {
    const { psd, masks, trim, fillRemainder } = output;
    const choices = { export: { psd, masks, trim }, fillRemainder };
    const manifest = await makeSet(maker, set, order, delivered, choices, take);
    const names = manifest.layers.map((layer) => layer.name).reverse();
    return { remarks: remarksOn(manifest), problems, layers: names };
  }
  const files: ExportedFile[] = [];
  const choices = { export: { psd: "none", masks: operation.op === "mask" }, fillRemainder: false } as const;
  const hold = { ...take, onFile: (file: ExportedFile) => void files.push(file) };
  const manifest = await makeSet(maker, set, order, delivered, choices, hold);
  const picked = pickFile(operation.op, manifest, files);
  if (!picked) throw new Error(`${name}: the result shows nothing of the image`);
  await take.onFile(picked.file);
  const { unalignedReason: reason } = picked;
  return {
    remarks: reason === undefined ? [] : [{ kind: "unaligned", name, reason }],
    problems,
    layers: [],
  };
}
