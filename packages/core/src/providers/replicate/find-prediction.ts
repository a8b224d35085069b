import type * as z from "zod/mini";
import type { Intent } from "../../contract/job.ts";
import type { listResponse } from "./wire.ts";

/** One prediction of the list. */
export type Listed = z.infer<typeof listResponse>["results"][number];

/**
 * Finds and claims the prediction of a submit whose response was lost: of the same model and version, with the same image
 * and keyword in its input (P17). The oldest of several comes first; when one image was sent twice at once, each submit
 * claims another.
 *
 * @param listed newest first
 * @param claim takes a job for this submit; `false` when it is another's
 * @returns the prediction's id
 */
export function findPrediction(
  { marker, keyword }: Intent,
  model: string,
  listed: readonly Listed[],
  claim: (job: string) => boolean,
): string | undefined {
  return listed.findLast(({ id, input, model: name, version }) => {
    const said = Object.values(input ?? {});
    const isSame = [name, `${name}:${version}`].includes(model);
    return isSame && said.includes(marker) && (!keyword || said.includes(keyword)) && claim(id);
  })?.id;
}
