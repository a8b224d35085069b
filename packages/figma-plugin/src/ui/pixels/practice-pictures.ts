/** Pixels a side: as few as get the browser to compile what works on them. */
const side = 384;

/** A picture and a part of it with soft edges, as PNG files: for a worker to practise on. */
export async function practicePictures(): Promise<{
  readonly source: Uint8Array;
  readonly part: Uint8Array;
}> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser does not draw");
  const ground = context.createLinearGradient(0, 0, side, side);
  ground.addColorStop(0, "#246");
  ground.addColorStop(1, "#fc8");
  context.fillStyle = ground;
  context.fillRect(0, 0, side, side);
  const source = await fileOf(canvas);
  context.globalCompositeOperation = "destination-in";
  context.filter = "blur(4px)";
  context.arc(side / 2, side / 2, side / 4, 0, 2 * Math.PI);
  context.fill();
  return { source, part: await fileOf(canvas) };
}

async function fileOf(canvas: OffscreenCanvas): Promise<Uint8Array> {
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
}
