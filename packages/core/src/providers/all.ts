// One line per service. Nothing else in the project lists them.
export { service as aetherforge } from "./aetherforge/service.ts";
export { service as claid } from "./claid/service.ts";
export { service as figur } from "./figur/service.ts";
export { service as hitpaw } from "./hitpaw/service.ts";
export { service as rembg } from "./rembg/service.ts";
export { service as replicate } from "./replicate/service.ts";
