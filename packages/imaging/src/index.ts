export type { AlignOptions } from "./align/align-result.ts";
export { alignResult } from "./align/align-result.ts";
export type { AlignedResult } from "./align/aligned-result.ts";
export type { Placement } from "./align/placement.ts";
export type { LoadWasm, WasmFile } from "./codec/codecs.ts";
export { setCodecs } from "./codec/codecs.ts";
export type { ColorProfile } from "./codec/color-profile.ts";
export { readProfile } from "./codec/color-profile.ts";
export { decodeImage } from "./codec/decode-image.ts";
export type { EncodePngOptions } from "./codec/encode-png.ts";
export { encodeMaskPng, encodePng } from "./codec/encode-png.ts";
export type { Orientation } from "./codec/headers/exif.ts";
export type { PictureInfo } from "./codec/headers/header.ts";
export type { ImageSize } from "./codec/image-size.ts";
export { readImageSize } from "./codec/image-size.ts";
export { maxPixels, readPictureInfo } from "./codec/picture.ts";
export { uprightImage } from "./codec/upright-image.ts";
export { cutOut } from "./compose/cut-out.ts";
export { recompose } from "./compose/recompose.ts";
export type { Difference, RecompositionScore } from "./compose/recomposition-score.ts";
export type { FillRemainder } from "./compose/take-layers.ts";
export type { ExportedFile, ExportOptions } from "./export/export-layer-set.ts";
export { exportLayerSet } from "./export/export-layer-set.ts";
export { layerPng, maskPng } from "./export/layer-pngs.ts";
export type { PsdMasks } from "./export/layer-set-psd.ts";
export { layerSetPsd } from "./export/layer-set-psd.ts";
export type { LayerSetAbout, Manifest } from "./export/manifest.ts";
export { tileBounds } from "./export/tiles.ts";
export type { ImagingErrorCode } from "./imaging-error.ts";
export { ImagingError } from "./imaging-error.ts";
export type {
  AlignedLayer,
  Composite,
  Duplicate,
  LayerSet,
  LayerSetOptions,
  LayerSetProgress,
  UnalignedResult,
} from "./layer-set.ts";
export { buildLayerSet } from "./layer-set.ts";
export { type Bounds, boundsOf } from "./pixels/bounds.ts";
export { coverage } from "./pixels/coverage.ts";
export { applyMask, invertMask, maskFromAlpha } from "./pixels/masks.ts";
export type { Mask, Pixels } from "./pixels/pixels.ts";
export type { ResampleOptions } from "./pixels/resample.ts";
export { resampleMask, resamplePixels } from "./pixels/resample.ts";
export { placePixels, trimPixels } from "./pixels/trim.ts";
export type { Origin, ProviderResult, ResultRole } from "./provider-result.ts";
export { browserWorker } from "./worker/browser-worker.ts";
export { HostLine, type Post } from "./worker/host-line.ts";
export type { LayerMaker, MakeOptions } from "./worker/layer-maker.ts";
export { createLayerMaker } from "./worker/layer-maker.ts";
export type { CheckedSource, LayerExport, LayerOperations, LayerWork } from "./worker/layer-work.ts";
export { layerHandlers } from "./worker/make-layers.ts";
export type { PixelWorker, WorkerEvents, WorkerParts } from "./worker/pixel-worker.ts";
export type { CallContext, Handlers } from "./worker/serve-calls.ts";
export { serveCalls } from "./worker/serve-calls.ts";
export type { CallOptions } from "./worker/worker-calls.ts";
export { WorkerCalls } from "./worker/worker-calls.ts";
