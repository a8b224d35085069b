/** The tools of agents: a bundle of their own, loaded with the first call. */
export { imageTools } from "../tools/image-tools.ts";
