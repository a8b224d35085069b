/** What opens previews: a bundle of its own, loaded with the first of them. */
export { findPreview } from "../preview/find-preview.ts";
export { readOrigin } from "../preview/origin.ts";
export { PreviewPanels } from "../preview/preview-panels.ts";
