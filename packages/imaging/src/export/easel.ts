interface Size {
  readonly width: number;
  readonly height: number;
}

/** RGBA that is drawn when it is asked for; good until another picture of the same easel is. */
interface DrawnPicture extends Size {
  readonly data: Uint8ClampedArray;
}

/**
 * Lets one buffer stand for many pictures, for a library that wants all at once but reads them one after the other:
 * each is drawn when its `data` is asked for, and again when another was drawn since.
 */
export class Easel {
  readonly #bytes: number;
  #paper: Uint8ClampedArray | undefined;
  #shown: object | undefined;

  /** @param bytes of the largest picture */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** @param draw writes RGBA over zeros */
  picture({ width, height }: Size, draw: (data: Uint8ClampedArray) => void): DrawnPicture {
    const show = () => {
      this.#paper ??= new Uint8ClampedArray(this.#bytes);
      const data = this.#paper.subarray(0, 4 * width * height);
      if (this.#shown !== draw) draw(data.fill(0));
      this.#shown = draw;
      return data;
    };
    return {
      width,
      height,
      get data() {
        return show();
      },
    };
  }
}
