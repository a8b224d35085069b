import type { LayerExport, LayerMaker, MakeOptions, Manifest } from "@stratify/imaging";
import { taskKindOf } from "../operation.ts";
import type { Order } from "../run/image-run.ts";
import type { Delivered } from "./delivered.ts";

/** The image that layers are made of. */
export interface SetSource {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of `bytes`, in hexadecimal, where it is known already. */
  readonly sha256?: string | undefined;
}

/** How a layer set is written. */
export interface SetChoices {
  readonly export: LayerExport;
  /** Paints what is behind the layers into the remainder of a split. */
  readonly fillRemainder: boolean;
  /** Whether the manifest is kept, and so needs the source's hash. @default true */
  readonly keepsManifest?: boolean;
}

/**
 * Makes layers of what the jobs have delivered. The files come one by one, the manifest last.
 *
 * @throws as `LayerMaker.make`
 */
export function makeSet(
  maker: Pick<LayerMaker, "make">,
  { name, bytes, sha256 }: SetSource,
  { operation, provider }: Order,
  { layers, handles, cost }: Delivered,
  { fillRemainder, keepsManifest = true, export: chosen }: SetChoices,
  options: MakeOptions,
): Promise<Manifest> {
  const isSplit = operation.op === "layers";
  return maker.make(
    {
      source: bytes,
      results: layers,
      about: {
        source: { name, ...(sha256 !== undefined && { sha256 }) },
        provider,
        task: {
          kind: taskKindOf[operation.op],
          ...(isSplit && { keywords: operation.keywords }),
        },
        jobs: handles.map(({ job, keyword }) => ({ id: job, ...(keyword !== undefined && { keyword }) })),
        ...(cost && { cost }),
      },
      hashSource: keepsManifest,
      fillRemainder: isSplit && fillRemainder,
      export: chosen,
    },
    options,
  );
}
