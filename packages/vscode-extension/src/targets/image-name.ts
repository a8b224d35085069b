/** Pictures that every part of the product can read, by their names; the bytes are checked later. */
const image = /\.(png|jpe?g|webp)$/i;

/** Tells by its name whether a file is a picture to work on. */
export function isImageName(name: string): boolean {
  return image.test(name);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.replace(/\/+$/, "").replace(/^.*\//s, "");
}
