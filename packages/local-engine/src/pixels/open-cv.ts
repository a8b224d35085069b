/** A matrix in WebAssembly memory, which is given back by `delete` and by nothing else. */
export interface Mat {
  readonly rows: number;
  readonly cols: number;
  readonly data: Uint8Array;
  readonly data32F: Float32Array;
  readonly data32S: Int32Array;
  /** Copies into another matrix, where the mask is not 0. */
  copyTo(target: Mat, mask: Mat): void;
  delete(): void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of OpenCV 4.12 that the engine uses. */
export interface OpenCv {
  readonly CV_8UC1: number;
  readonly CV_8UC3: number;
  readonly CV_8UC4: number;
  readonly CV_32FC1: number;
  readonly CV_32F: number;
  readonly COLOR_RGBA2RGB: number;
  readonly CC_STAT_AREA: number;
  readonly GC_INIT_WITH_MASK: number;
  readonly INPAINT_TELEA: number;
  readonly MORPH_ELLIPSE: number;
  readonly Mat: new (rows?: number, cols?: number, type?: number) => Mat;
  readonly Size: new (width: number, height: number) => Size;
  readonly Rect: new (x: number, y: number, width: number, height: number) => Size;
  setRNGSeed(seed: number): void;
  cvtColor(source: Mat, target: Mat, code: number): void;
  boxFilter(source: Mat, target: Mat, depth: number, size: Size): void;
  dilate(source: Mat, target: Mat, kernel: Mat): void;
  erode(source: Mat, target: Mat, kernel: Mat): void;
  getStructuringElement(shape: number, size: Size): Mat;
  connectedComponentsWithStats(
    source: Mat,
    labels: Mat,
    stats: Mat,
    centroids: Mat,
    connectivity: 4 | 8,
  ): number;
  grabCut(
    image: Mat,
    mask: Mat,
    rect: Size,
    background: Mat,
    foreground: Mat,
    rounds: number,
    mode: number,
  ): void;
  inpaint(image: Mat, mask: Mat, target: Mat, radius: number, method: number): void;
  /** Turns the number that OpenCV throws into what went wrong. */
  exceptionFromPtr(pointer: number): { readonly msg: string };
}

/** Keeps a matrix until the work is over. */
export type Keep = <Kept extends Mat>(mat: Kept) => Kept;

/** Runs work whose matrices are all given back at its end, also when it throws. */
export function withMats<Result>(work: (keep: Keep) => Result): Result {
  const mats: Mat[] = [];
  try {
    return work((mat) => {
      mats.push(mat);
      return mat;
    });
  } finally {
    for (const mat of mats) mat.delete();
  }
}
