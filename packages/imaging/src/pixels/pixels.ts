/** A decoded picture: RGBA, 8 bits a channel, straight (not premultiplied) alpha, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `4 * width * height` bytes. Colours under alpha 0 are kept, so that a mask can be edited later. */
  readonly data: Uint8ClampedArray;
}

/** How much of each pixel belongs to something: 0 nothing, 255 all of it. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** `width * height` bytes, rows from the top. */
  readonly data: Uint8Array;
}
