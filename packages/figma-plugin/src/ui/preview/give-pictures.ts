import type { AskMain } from "../../shared/ask-main.ts";

/** Gives Figma a picture and tells its name there; a picture that it has is not given again. */
export type GivePicture = (picture: Blob) => Promise<string>;

/**
 * Opens the way of pictures to Figma, one after the other, so that only one at a time is held on both sides. It may
 * begin while the user still looks at them: in Figma they show nowhere until they are placed.
 */
export function openGiving(ask: AskMain): GivePicture {
  const given = new Map<Blob, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();
  const send = async (picture: Blob) => {
    const { image } = await ask("add-image", { bytes: new Uint8Array(await picture.arrayBuffer()) });
    return image;
  };
  return (picture) => {
    const known = given.get(picture);
    if (known) return known;
    const name = last.then(() => send(picture));
    given.set(picture, name);
    // What Figma did not take is given anew by the next try.
    last = name.catch(() => given.delete(picture));
    return name;
  };
}
