import { boolean, type Check, either, number, object, oneOf, string } from "../../checks.ts";

/*
 * The contract of an edit, as Claid's reference gives it: unknown keys are refused at every level, `category` and
 * `selective` exclude each other, and the object to keep has 3 to 128 characters.
 */

const selective = object({ object_to_keep: string(3, 128) }, { required: ["object_to_keep"] });
const category = oneOf("general", "cars", "products");

const background = object({
  remove: either(
    boolean,
    object({ category, selective, clipping: boolean }, { exclusive: ["category", "selective"] }),
  ),
  color: string(1, 32, /^(transparent|#[0-9a-f]{6})$/i),
  blur: either(
    boolean,
    object(
      { category, selective, type: oneOf("regular", "lens"), level: oneOf("low", "medium", "high") },
      { exclusive: ["category", "selective"] },
    ),
  ),
});

const length = either(number(1), string(1, 16, /^(auto|\d+%)$/));
const resizing = object({
  width: length,
  height: length,
  fit: either(
    oneOf("crop", "cover", "bounds", "canvas", "outpaint"),
    object(
      {
        type: oneOf("crop", "cover", "bounds", "canvas", "outpaint"),
        crop: oneOf("center", "smart"),
        feathering: string(),
        outpaint_by: string(),
      },
      { required: ["type"] },
    ),
  ),
});

const restorations = object({
  decompress: oneOf("moderate", "strong", "auto"),
  upscale: either(
    oneOf("smart_enhance", "smart_resize", "faces", "digital_art", "photo"),
    object({ type: oneOf("photo"), version: oneOf("1", "2", "3") }, { required: ["type"] }),
  ),
  polish: boolean,
});

const adjustments = object({
  hdr: either(number(0, 100), object({ intensity: number(0, 100), stitching: boolean })),
  exposure: number(-100, 100),
  saturation: number(-100, 100),
  contrast: number(-100, 100),
  sharpness: number(0, 100),
});

const operations = object({
  background,
  resizing,
  restorations,
  adjustments,
  padding: string(1, 32, /^\d+%( \d+%)?$/),
  privacy: object({ blur_car_plate: boolean, identity_crop: boolean }),
  generative: object({ style_transfer: object({}, { open: true }) }),
});

const lossy = either(
  oneOf("lossy", "lossless"),
  object({ type: oneOf("lossy", "lossless"), quality: number(1, 100) }, { required: ["type"] }),
);
const output = either(
  string(1),
  object({
    format: either(
      oneOf("jpeg", "png", "webp", "avif", "tiff"),
      object(
        {
          type: oneOf("jpeg", "png", "webp", "avif", "tiff"),
          quality: number(1, 100),
          progressive: boolean,
          compression: either(oneOf("fast", "optimal", "best"), lossy),
        },
        { required: ["type"] },
      ),
    ),
    destination: string(1),
    metadata: object({ dpi: number(1), color_space: either(string(1), object({}, { open: true })) }),
  }),
);

/** The body of an edit by address. */
export const editBody: Check = object(
  { input: string(1, 4096, /^(https?|storage):\/\//), operations, output },
  { required: ["input", "operations"] },
);

/** The `data` part of an upload: the same without `input`. */
export const uploadBody: Check = object({ operations, output }, { required: ["operations"] });
