import { isWebUrl } from "../../contract/image.ts";
import type { JobOutput, JobRequest, LayerRole } from "../../contract/job.ts";
import { usualRoles } from "../../contract/usual-roles.ts";
import { isDataUri } from "../../http/data-uri.ts";

/** What of a job decides which model runs it, and how. */
export type ModelJob = Pick<JobRequest, "task" | "keyword">;

/** The models that run where no others are set, with the versions that their pages name (P1). */
export const defaultModels = {
  cutoutModel: "851-labs/background-remover:a029dff38972b5fda4ec5d75d7d1cd25aeff621d2cf4946a41055d7db66b80bc",
  keywordModel: "schananas/grounded_sam:ee871c19efb1941f55f66a3d7d960428c8a5afcb77449547fe8e5a3ab9ebc21c",
  automaticModel: "meta/sam-2:cbd95fb76192174268b6b303aeeb7a736e8dab0cbc38177f09db79b2299da30b",
};

/** The option that says which model runs a job. */
export function optionFor({ task, keyword }: ModelJob): keyof typeof defaultModels {
  if (task === "cutout") return "cutoutModel";
  return keyword ? "keywordModel" : "automaticModel";
}

/** Fields of a model's input beside the image. JSON leaves out those that are undefined. */
export function wordsFor(model: string, keyword: string | undefined): Readonly<Record<string, unknown>> {
  // Left out, either prompt has a default about clothes (P12).
  if (is("schananas/grounded_sam", model)) return { mask_prompt: keyword, negative_mask_prompt: "" };
  return { prompt: keyword };
}

/** What a model's output holds (P5): every file is a result, where its model is not known to return others beside it. */
export function outputsOf(model: string, task: ModelJob["task"], output: unknown): readonly JobOutput[] {
  const as = (role: LayerRole, files: readonly string[]) => files.map((content) => ({ role, content }));
  // Four images in a fixed order; the third is the mask (P11).
  if (is("schananas/grounded_sam", model)) return as("mask", filesOf(output).slice(2, 3));
  // One image of all masks, beside those of each.
  if (is("meta/sam-2", model)) return as("mask", filesOf({ ...Object(output), combined_mask: null }));
  return as(usualRoles[task], filesOf(output));
}

/** Whether that is the model, in whatever version. */
function is(name: string, model: string): boolean {
  return model.split(":")[0] === name;
}

/** All URLs and data URIs in an output, whatever its shape. */
function filesOf(output: unknown): readonly string[] {
  if (typeof output === "string") return isWebUrl(output) || isDataUri(output) ? [output] : [];
  return Object.values(output ?? {}).flatMap(filesOf);
}
