import type { PluginAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

const symbol = Symbol("figma.mixed");

function isMixed(value: symbol): value is PluginAPI["mixed"] {
  return value === symbol;
}

/** The one value that stands for several: no other symbol is it. */
export function theMixed(): PluginAPI["mixed"] {
  if (!isMixed(symbol)) throw new Error("the symbol is itself");
  return symbol;
}
