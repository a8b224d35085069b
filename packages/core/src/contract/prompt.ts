/** A place in the image that belongs to what is meant, or does not. In source pixels from the top left corner. */
export interface PromptPoint {
  readonly x: number;
  readonly y: number;
  readonly sign: "include" | "exclude";
}

/** A rectangle around what is meant, in source pixels from the top left corner. */
export interface PromptBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a user points at: signed points, a box or a brushed mask. At least one of them is there. */
export interface Prompt {
  readonly points?: readonly PromptPoint[];
  readonly box?: PromptBox;
  /** A PNG at source resolution. White is meant, black is not, grey is undecided. */
  readonly mask?: Uint8Array;
}

/** The kinds of {@link Prompt} that a provider understands. */
export type PromptKind = keyof Prompt;

/** A prompt as handles and intents keep it: the mask's pixels stay with the host. */
export interface PromptNote extends Omit<Prompt, "mask"> {
  /** The size of the mask's file, in bytes. */
  readonly maskBytes?: number;
}

/** What a handle keeps of a prompt. */
export function promptNote({ points, box, mask }: Prompt): PromptNote {
  return { ...(points && { points }), ...(box && { box }), ...(mask && { maskBytes: mask.length }) };
}
