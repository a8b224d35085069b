import * as z from "zod/mini";
import { taskKinds } from "./answers.ts";

const says = (words: string) => z.describe(words);
const optional = (most: number, words: string) =>
  z.optional(z.string().check(z.minLength(1), z.maxLength(most), says(words)));

/** Lengths and places in source pixels, from the top left corner. */
const place = z.number().check(z.minimum(0));
const side = z.number().check(z.positive());

/** What a user points at, but for a mask, which is a file. */
export const promptPlaces = z.strictObject({
  points: z.exactOptional(
    z
      .array(z.strictObject({ x: place, y: place, sign: z.enum(["include", "exclude"]) }))
      .check(z.minLength(1)),
  ),
  box: z.exactOptional(z.strictObject({ x: place, y: place, width: side, height: side })),
});

/** The fields of a submit as text: of its form or, beside raw bytes, of its query. */
export const jobFields = z.strictObject({
  provider: z.string().check(z.maxLength(64), says("id, as listed")),
  task: taskKinds,
  keyword: optional(512, "what to split off; a split without it is automatic"),
  "max-layers": z.optional(
    z.string().check(z.regex(/^[1-9]\d{0,3}$/), says("most layers of an automatic split")),
  ),
  prompt: optional(65_536, "JSON with points, a box or both, in source pixels; for split and cutout"),
  "background-color": optional(7, "#rrggbb; for replace-background"),
  "background-id": optional(256, "of the provider's catalogue; for replace-background"),
  "image-url": optional(8192, "where the provider can fetch the image, instead of its bytes"),
  "image-render": optional(256, "an earlier result at the provider, instead of bytes"),
});

export type JobFields = z.infer<typeof jobFields>;

/** The fields of a submit in JSON: numbers and objects are written as such. */
export const jobJson = z.extend(jobFields, {
  "max-layers": z.optional(
    z.int().check(z.minimum(1), z.maximum(9999), says("most layers of an automatic split")),
  ),
  prompt: z.optional(
    promptPlaces.check(says("points, a box or both, in source pixels; for split and cutout")),
  ),
});

/** The files of a form. */
export const formFiles = {
  image: z.optional(z.file()),
  "prompt-mask": z.optional(
    z.file().check(says("PNG at the size of the image: white is meant, black is not; for split and cutout")),
  ),
};
