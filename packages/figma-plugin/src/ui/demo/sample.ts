import picture from "./coffee.jpg";

/** What the demo works on: the bundled photograph. */
export const sampleBytes: Uint8Array = picture;
export const sampleName = "coffee.jpg";
