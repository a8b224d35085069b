import type { PictureInfo } from "./picture-info.ts";
import type { Scene } from "./scene.ts";

/** An encoded picture with what its header says. */
export interface Picture extends PictureInfo {
  readonly bytes: Uint8Array;
}

/** An edit of one image. */
export interface Edit {
  /** What stays: a named object, the subject, everything (nothing is removed), or nothing. */
  readonly keep: { readonly object: string } | "subject" | "everything" | "nothing";
  /** What goes behind it; `undefined` leaves it transparent. */
  readonly background: string | undefined;
  readonly format: "png" | "jpeg";
}

/** Turns the picture a service was sent into what that service would make of it. */
export interface Segmenter {
  /**
   * Splits one named element off: the piece, the rest, then other regions up to `count` images.
   *
   * @param source an encoded picture
   */
  layers(source: Uint8Array, keyword: string, count: number): Promise<readonly Picture[]>;
  /** Cuts the subject out: the picture with alpha, and its mask. */
  cutout(source: Uint8Array): Promise<{ readonly cutout: Picture; readonly mask: Picture }>;
  /** Edits as asked; `undefined` when the object is not in the picture. */
  edit(source: Uint8Array, edit: Edit): Promise<Picture | undefined>;
  /** Puts the subject before a scene; the cutout is the intermediate step. */
  composite(
    source: Uint8Array,
    scene: Scene,
  ): Promise<{ readonly cutout: Picture; readonly composite: Picture }>;
  /** A scene by itself. */
  scene(scene: Scene): Promise<Picture>;
}
