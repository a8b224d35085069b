/** What a result picture is. */
export type ResultRole = "layer" | "cutout" | "mask" | "composite" | "remainder";

/** One file that a provider gave for a task. */
export interface ProviderResult {
  /** What to call it; made safe and unique for file systems. */
  readonly name: string;
  readonly role: ResultRole;
  /** The downloaded file: PNG, JPEG or WebP. */
  readonly bytes: Uint8Array;
  readonly keyword?: string | undefined;
  /** What the provider calls it, where it says. */
  readonly label?: string | undefined;
  /** Place in the stack, 0 at the bottom, where the provider orders its layers; without it a smaller one is in front. */
  readonly depth?: number | undefined;
  /** Which job it came from. A mask belongs to the layer or cutout of the same job. */
  readonly job?: string | undefined;
}

/** Where a part of a layer set comes from. */
export type Origin = Pick<ProviderResult, "keyword" | "label" | "job">;

/** Only what is told of a result's origin. */
export function originOf({ keyword, label, job }: Origin): Origin {
  return {
    ...(keyword !== undefined && { keyword }),
    ...(label !== undefined && { label }),
    ...(job !== undefined && { job }),
  };
}
