import * as z from "zod/mini";

/** The `detail` of services built on FastAPI: a sentence, or a list of what is wrong with which field. */
export const fastapiDetail = z.nullish(
  z.union([
    z.string(),
    z.array(
      z.looseObject({
        loc: z.nullish(z.array(z.union([z.string(), z.number()]))),
        msg: z.nullish(z.string()),
      }),
    ),
  ]),
);

/** Such a `detail` as one line of words, or `undefined` where there is none. */
export function detailWords(detail: z.infer<typeof fastapiDetail>): string | undefined {
  if (!Array.isArray(detail)) return detail ?? undefined;
  return detail.map(({ loc, msg }) => [loc?.join("."), msg].filter(Boolean).join(": ")).join("; ");
}
