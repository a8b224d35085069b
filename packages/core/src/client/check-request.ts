import { isWebUrl, type SourceImage } from "../contract/image.ts";
import type { JobRequest } from "../contract/job.ts";
import type { Prompt } from "../contract/prompt.ts";
import type { Provider } from "../contract/provider.ts";
import type { Task } from "../contract/task.ts";
import { named } from "../errors/named.ts";
import { type ErrorFields, StratifyError } from "../errors/stratify-error.ts";
import { invalidUrl } from "./image.ts";

/**
 * Checks a task and its image against what a provider declares, before anything is sent or charged. Keywords are
 * checked one by one, by {@link checkRequest}.
 *
 * @throws {StratifyError} `unsupported` or `invalid-request`, saying what is wrong
 */
export function checkTask(provider: Provider, task: Task, image: SourceImage): void {
  const { tasks, keywords, automatic, backgrounds } = provider.capabilities;
  const refuse = refusing(provider, { image: image.name });

  if (!tasks.includes(task.task)) refuse("unsupported", `its tasks are ${tasks.join(" and ")}`);
  checkImage(provider, image, refuse);
  provider.checkImage?.(image);
  if (task.task === "split" && task.keywords.length > 0 && !keywords)
    refuse("unsupported", "it takes no keywords");
  if (task.task === "split" && task.keywords.length === 0) {
    if (!automatic) refuse("invalid-request", "it needs at least one keyword");
    else checkMaxLayers(task.maxLayers, automatic.maxLayers, refuse);
  }
  if (task.task === "replace-background") {
    const { background } = task;
    if (!backgrounds?.includes(background.kind))
      refuse("unsupported", `its backgrounds are of kind ${backgrounds}`);
    if (background.kind === "color" && !/^#[0-9a-f]{6}$/i.test(background.color))
      refuse("invalid-request", "a color is written #rrggbb");
    if (background.kind === "catalogue" && !background.id)
      refuse("invalid-request", "no background was chosen");
  } else if (task.prompt) checkPrompt(provider, task.prompt, refuse);
}

/**
 * Checks one job of a task that {@link checkTask} has passed.
 *
 * @throws {StratifyError} `invalid-request`, naming the keyword
 */
export function checkRequest(provider: Provider, request: JobRequest): void {
  const { keyword, image } = request;
  if (keyword === undefined) return;
  const refuse = refusing(provider, { image: image.name, keyword });
  const { min = 1, max = Infinity, vocabulary } = provider.capabilities.keywords ?? {};
  const length = [...keyword.trim()].length;
  if (vocabulary && !vocabulary.includes(keyword))
    refuse("invalid-request", `it knows ${vocabulary.join(", ")}`);
  if (length < min) refuse("invalid-request", `a keyword has at least ${min} character${min > 1 ? "s" : ""}`);
  if (length > max) refuse("invalid-request", `a keyword has at most ${max} characters`);
}

type Refuse = (code: "unsupported" | "invalid-request", detail: string) => never;

function refusing(provider: Provider, about: Pick<ErrorFields, "image" | "keyword">): Refuse {
  return (code, detail) => {
    throw new StratifyError({ ...named(provider), ...about, code, detail });
  };
}

function checkImage({ capabilities }: Provider, image: SourceImage, refuse: Refuse): void {
  const { inputs, formats, maxBytes = Infinity } = capabilities;
  if (!inputs.includes(image.kind)) refuse("unsupported", `it takes images as ${inputs.join(" or ")}`);
  if (image.kind === "bytes") {
    if (!formats.includes(image.format))
      refuse("invalid-request", `it takes ${formats.join(", ")}, this is ${image.format}`);
    if (image.bytes.length > maxBytes) refuse("invalid-request", `it takes at most ${maxBytes} bytes`);
  }
  if (image.kind === "url" && !isWebUrl(image.url)) refuse("invalid-request", invalidUrl(image.url));
}

function checkMaxLayers(asked: number | undefined, most: number, refuse: Refuse): void {
  if (asked === undefined || (Number.isInteger(asked) && asked >= 1 && asked <= most)) return;
  refuse("invalid-request", `it makes 1 to ${most} layers`);
}

function checkPrompt({ capabilities }: Provider, prompt: Prompt, refuse: Refuse): void {
  const { points, box } = prompt;
  const kinds = (["points", "box", "mask"] as const).filter((kind) => prompt[kind]);
  if (kinds.length === 0 || points?.length === 0) refuse("invalid-request", "its prompt is empty");
  const strange = kinds.find((kind) => !capabilities.prompts?.includes(kind));
  if (strange) refuse("unsupported", `it takes no prompt by ${strange}`);
  const places = [...(points ?? []).flatMap(({ x, y }) => [x, y]), ...(box ? [box.x, box.y] : [])];
  const sizes = box ? [box.width, box.height] : [];
  if (!places.every((place) => place >= 0 && place < Infinity) || !sizes.every((size) => size > 0))
    refuse("invalid-request", "its prompt lies outside of the image");
}
