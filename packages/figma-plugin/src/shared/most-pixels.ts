/** Most pixels a side that Figma takes for one image. */
export const mostPixels = 4096;
