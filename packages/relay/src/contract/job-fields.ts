import * as z from "zod/mini";
import { taskKinds } from "./answers.ts";

const says = (words: string) => z.describe(words);
const optional = (most: number, words: string) =>
  z.optional(z.string().check(z.minLength(1), z.maxLength(most), says(words)));

/** The fields of a submit: of its form, of its JSON or, beside raw bytes, of its query. */
export const jobFields = z.strictObject({
  provider: z.string().check(z.maxLength(64), says("id, as listed")),
  task: taskKinds,
  keyword: optional(512, "what to split off; needed by split"),
  "background-color": optional(7, "#rrggbb; for replace-background"),
  "background-id": optional(256, "of the provider's catalogue; for replace-background"),
  "image-url": optional(8192, "where the provider can fetch the picture, instead of its bytes"),
  "image-render": optional(256, "an earlier result at the provider, instead of bytes"),
});

export type JobFields = z.infer<typeof jobFields>;
