import type { FileStore } from "./file-store.ts";
import type { Ids } from "./ids.ts";
import { fingerprint } from "./intern.ts";
import type { Job, ResultFile } from "./job.ts";
import type { JobBookOptions } from "./job-book.ts";
import type { PaidEntry, PaidLedger } from "./paid-ledger.ts";
import type { Picture, Segmenter } from "./segmenter.ts";
import type { UploadStore } from "./upload-store.ts";

/** What is kept, and for how long: a long run must not fill the memory. */
export interface Keep {
  /** Jobs per service; the oldest make room. */
  readonly jobs: number;
  /** Uploads per service; the oldest make room. */
  readonly uploads: number;
  /** Lines of the request log; the oldest make room. */
  readonly requests: number;
  /** Whether a job is forgotten once all of its results have been downloaded. */
  readonly downloaded: boolean;
}

/** What a service finds in the sandbox around it. */
export interface ServiceContext {
  readonly ids: Ids;
  readonly files: FileStore;
  readonly uploads: UploadStore;
  readonly paid: PaidLedger;
  readonly segmenter: Segmenter;
  readonly keep: Keep;
  /** Gives one copy of equal pictures. */
  intern(picture: Uint8Array): Uint8Array;
}

/** Fetches a picture as a service would: only the sandbox's own stores exist for it. */
export function fetchPicture({ files, uploads }: ServiceContext, address: string): Uint8Array | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return (files.fetch(url) ?? uploads.fetch(url))?.bytes;
}

/** Stores a result; `onServed` is called at its first whole download. */
export function storeResult(
  { files, ids }: ServiceContext,
  service: string,
  name: string,
  picture: Picture,
  onServed: () => void,
): ResultFile {
  const { bytes, format, width, height } = picture;
  const extension = format === "jpeg" ? "jpg" : format;
  const file = { service, name: `${name}.${extension}`, bytes, contentType: `image/${format}`, onServed };
  return { path: files.add(ids.uuid(), file), format, width, height };
}

/** The part of a job book that is the same for every service. */
export function bookDefaults<Details>({
  files,
  keep,
}: ServiceContext): Pick<JobBookOptions<Details>, "limit" | "url" | "spoil" | "onDrop"> {
  return {
    limit: keep.jobs,
    url: (path, lifetime) => files.url(path, lifetime),
    spoil: (path, fault) => files.spoil(path, fault),
    onDrop: (job: Job<Details>) => {
      job.work.then(
        (results) => {
          for (const result of results) files.remove(result.path);
        },
        () => undefined,
      );
    },
  };
}

/** Calls back when `count` files have been served, if the sandbox is to forget downloaded jobs. */
export function countDown({ keep }: ServiceContext, count: number, onLast: () => void): () => void {
  let left = count;
  return () => {
    left--;
    if (left === 0 && keep.downloaded) onLast();
  };
}

/** Writes an accepted submit into the ledger. */
export function charge(
  { paid }: ServiceContext,
  entry: Omit<PaidEntry, "refunded" | "image"> & { readonly source: Uint8Array | string },
): PaidEntry {
  const { source, ...rest } = entry;
  return paid.add({ ...rest, image: typeof source === "string" ? source : fingerprint(source) });
}
