import type { JobRequest } from "../../contract/job.ts";
import { imagePart } from "../../http/image-part.ts";

/**
 * The form of a submit, as `packages/relay/openapi.json` describes it. The image's name stays here: it is nobody's
 * business.
 */
export function jobForm(provider: string, request: JobRequest): FormData {
  const { image, task, keyword, maxLayers, prompt } = request;
  const form = new FormData();
  form.append("provider", provider);
  form.append("task", task);
  if (keyword !== undefined) form.append("keyword", keyword);
  if (maxLayers !== undefined) form.append("max-layers", String(maxLayers));
  if (prompt) {
    const { mask, ...places } = prompt;
    form.append("prompt", JSON.stringify(places));
    if (mask) form.append("prompt-mask", imagePart(maskImage(mask)));
  }
  if (task === "replace-background") {
    const { background } = request;
    if (background.kind === "color") form.append("background-color", background.color);
    else form.append("background-id", background.id);
  }
  if (image.kind === "url") form.append("image-url", image.url);
  if (image.kind === "render") form.append("image-render", image.id);
  if (image.kind === "bytes") form.append("image", imagePart(image));
  return form;
}

function maskImage(bytes: Uint8Array) {
  return { bytes, format: "png" } as const;
}
