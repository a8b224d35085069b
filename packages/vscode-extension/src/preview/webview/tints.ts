import { makeSvg } from "./make.ts";

/** How many colours there are before they come again; the style sheet holds them. */
const count = 6;

/** Name of a layer's colour class. */
export function tintClass(layer: number): string {
  return `tint-${layer % count}`;
}

/** A CSS filter that paints what is visible of a picture, or what is white of a mask, in a layer's colour. */
export function tintFilter(layer: number, isMask: boolean): string {
  return `url(#${isMask ? "mask" : "alpha"}-${layer % count})`;
}

/** The filters themselves, to be put into the page once. They work on pictures of any origin. */
export function tintFilters(): SVGSVGElement {
  const filters = Array.from({ length: count }, (_, number) => [filter(number, false), filter(number, true)]);
  return makeSvg(
    "svg",
    { width: "0", height: "0", class: "filters", "aria-hidden": "true" },
    ...filters.flat(),
  );
}

function filter(number: number, isMask: boolean): SVGElement {
  const shape = isMask ? [makeSvg("feColorMatrix", { type: "luminanceToAlpha", result: "shape" })] : [];
  const id = `${isMask ? "mask" : "alpha"}-${number}`;
  return makeSvg(
    "filter",
    { id, x: "0", y: "0", width: "1", height: "1", "color-interpolation-filters": "sRGB" },
    ...shape,
    makeSvg("feFlood", { class: tintClass(number), result: "color" }),
    makeSvg("feComposite", { in: "color", in2: isMask ? "shape" : "SourceAlpha", operator: "in" }),
  );
}
