import { StratifyError } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";
import type { JobRequest } from "./job.ts";
import type { Provider } from "./provider.ts";

/**
 * Checks a request against what its provider declares, before anything is sent or charged.
 *
 * @throws {StratifyError} `unsupported` or `invalid-request`, saying what is wrong with which picture or keyword
 */
export function checkRequest(provider: Provider, request: JobRequest): void {
  const { tasks, inputs, formats, maxBytes, keywords, backgrounds } = provider.capabilities;
  const { image } = request;
  const keyword = request.task === "split" ? request.keyword : undefined;
  const refuse = (code: "unsupported" | "invalid-request", detail: string): never => {
    throw new StratifyError({ ...named(provider), code, image: image.name, keyword, detail });
  };

  if (!tasks.includes(request.task)) refuse("unsupported", `its tasks are ${tasks.join(" and ")}`);
  if (!inputs.includes(image.kind)) refuse("unsupported", `it takes pictures as ${inputs.join(" or ")}`);
  if (image.kind === "bytes") {
    if (!formats.includes(image.format))
      refuse("invalid-request", `it takes ${formats.join(", ")}, this is ${image.format}`);
    if (image.bytes.length > (maxBytes ?? Infinity))
      refuse("invalid-request", `it takes at most ${maxBytes} bytes`);
  }
  if (image.kind === "url" && !/^https?:\/\//.test(image.url))
    refuse("invalid-request", "this is not a web address");
  if (keyword !== undefined && keywords) {
    const { min, max = Infinity, vocabulary } = keywords;
    if (vocabulary && !vocabulary.includes(keyword))
      refuse("invalid-request", `it knows ${vocabulary.join(", ")}`);
    if (keyword.trim().length < min)
      refuse("invalid-request", `a keyword has at least ${min} character${min > 1 ? "s" : ""}`);
    if (keyword.trim().length > max) refuse("invalid-request", `a keyword has at most ${max} characters`);
  }
  if (request.task === "replace-background") {
    const { background } = request;
    if (!backgrounds?.includes(background.kind))
      refuse("unsupported", `its backgrounds are of kind ${backgrounds}`);
    if (background.kind === "color" && !/^#[0-9a-f]{6}$/i.test(background.color))
      refuse("invalid-request", "a colour is written #rrggbb");
    if (background.kind === "catalogue" && !background.id)
      refuse("invalid-request", "no background was chosen");
  }
  provider.check?.(request);
}
