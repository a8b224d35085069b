import type { AskMain } from "../../shared/ask-main.ts";

/** Gives Figma a picture and tells its name there; a picture that it has is not given again. */
export type GivePicture = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

/**
 * Opens the way of pictures to Figma, one after the other, so that only one at a time is held on both sides. It may
 * begin while the user still looks at them: in Figma they show nowhere until they are placed.
 */
export function openGiving(ask: AskMain): GivePicture {
  const given = new Map<Uint8Array, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();
  return (bytes) => {
    const known = given.get(bytes);
    if (known) return known;
    const name = last.then(() => ask("add-image", { bytes })).then(({ image }) => image);
    given.set(bytes, name);
    // What Figma did not take is given anew by the next try.
    last = name.catch(() => given.delete(bytes));
    return name;
  };
}
