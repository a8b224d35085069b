import { isWebUrl, type SourceImage } from "../contract/image.ts";
import type { JobRequest } from "../contract/job.ts";
import type { Prompt } from "../contract/prompt.ts";
import type { Provider } from "../contract/provider.ts";
import type { Task } from "../contract/task.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { invalidUrl } from "./image.ts";

/**
 * Checks a task and its image against what a provider declares, before anything is sent or charged. Keywords are
 * checked one by one, by {@link checkRequest}.
 *
 * @throws {StratifyError} `unsupported` or `invalid-request`, saying what is wrong
 */
export function checkTask(provider: Provider, task: Task, image: SourceImage): void {
  const { capabilities } = provider;
  const { tasks, keywords, automatic, backgrounds } = capabilities;
  supported(tasks.includes(task.task), `its tasks are ${tasks.join(" and ")}`);
  checkImage(capabilities, image);
  provider.checkImage?.(image);
  if (task.task === "replace-background") {
    const { background } = task;
    supported(backgrounds?.includes(background.kind), `its backgrounds are of kind ${backgrounds}`);
    if (background.kind === "color")
      valid(/^#[0-9a-f]{6}$/i.test(background.color), "a color is written #rrggbb");
    else valid(background.id, "no background was chosen");
    return;
  }
  if (task.task === "split" && task.keywords.length > 0) supported(keywords, "it takes no keywords");
  else if (task.task === "split") {
    const { maxLayers: most = 0 } = automatic ?? {};
    const { maxLayers: asked = 1 } = task;
    valid(automatic, "it needs at least one keyword");
    valid(Number.isInteger(asked) && asked >= 1 && asked <= most, `it makes 1 to ${most} layers`);
  }
  if (task.prompt) checkPrompt(capabilities, task.prompt);
}

/**
 * Checks one job of a task that {@link checkTask} has passed.
 *
 * @throws {StratifyError} `invalid-request`
 */
export function checkRequest(provider: Provider, request: JobRequest): void {
  const { keyword } = request;
  if (keyword !== undefined) {
    const { min = 1, max = Infinity, vocabulary } = provider.capabilities.keywords ?? {};
    const length = [...keyword.trim()].length;
    if (vocabulary) valid(vocabulary.includes(keyword), `it knows ${vocabulary.join(", ")}`);
    valid(length >= min, `a keyword has at least ${min} character${min > 1 ? "s" : ""}`);
    valid(length <= max, `a keyword has at most ${max} characters`);
  }
}

/** Checks the kind, format and size of an image. @throws {StratifyError} `unsupported` or `invalid-request` */
export function checkImage(
  { inputs, formats, maxBytes = Infinity }: Provider["capabilities"],
  image: SourceImage,
): void {
  supported(inputs.includes(image.kind), `it takes images as ${inputs.join(" or ")}`);
  if (image.kind === "bytes") {
    valid(formats.includes(image.format), `it takes ${formats.join(", ")}, this is ${image.format}`);
    valid(image.bytes.length <= maxBytes, `it takes at most ${maxBytes} bytes`);
  }
  if (image.kind === "url") valid(isWebUrl(image.url), invalidUrl(image.url));
}

function checkPrompt({ prompts }: Provider["capabilities"], prompt: Prompt) {
  const { points, box } = prompt;
  const kinds = (["points", "box", "mask"] as const).filter((kind) => prompt[kind]);
  valid(kinds.length > 0 && points?.length !== 0, "its prompt is empty");
  for (const kind of kinds) supported(prompts?.includes(kind), `it takes no prompt by ${kind}`);
  const places = [...(points ?? []), ...(box ? [box] : [])].flatMap(({ x, y }) => [x, y]);
  const inside = places.every((place) => place >= 0 && place < Infinity);
  const hasSize = !box || (box.width > 0 && box.height > 0);
  valid(inside && hasSize, "its prompt lies outside of the image");
}

function supported(holds: unknown, detail: string) {
  if (!holds) throw new StratifyError({ code: "unsupported", detail });
}

function valid(holds: unknown, detail: string) {
  if (!holds) throw new StratifyError({ code: "invalid-request", detail });
}
