import { colorNames } from "./vision/colors.ts";

/** Every keyword that the local engine can split a picture by. */
export const vocabulary = ["subject", "background", ...colorNames] as const;
