import type { Pixels } from "@stratify/imaging";
import type { InferenceSession, Tensor, TypedTensor } from "onnxruntime-web/wasm";
import type { Plane } from "./plane.ts";
import { netStep, type SaliencyNet } from "./saliency-net.ts";

/** Means and deviations of red, green and blue that the net was trained with, of values from 0 to 1 (ImageNet's). */
const means = [0.485, 0.456, 0.406] as const;
const deviations = [0.229, 0.224, 0.225] as const;

/** ONNX Runtime's part that makes tensors. */
interface Tensors {
  readonly Tensor: new (
    type: "float32",
    data: Float32Array,
    dims: readonly number[],
  ) => TypedTensor<"float32">;
}

/** U²-Netp, opened by ONNX Runtime. */
export class OnnxNet implements SaliencyNet {
  readonly #session: InferenceSession;
  readonly #tensors: Tensors;

  constructor(session: InferenceSession, tensors: Tensors) {
    this.#session = session;
    this.#tensors = tensors;
  }

  async look(image: Pixels): Promise<Plane> {
    const { width, height } = image;
    if (width % netStep !== 0 || height % netStep !== 0) {
      throw new RangeError(`the net reads sides of multiples of ${netStep}, not ${width} x ${height}`);
    }
    const [input = ""] = this.#session.inputNames;
    const [output = ""] = this.#session.outputNames;
    const tensor = new this.#tensors.Tensor("float32", planes(image), [1, 3, height, width]);
    const answer: Readonly<Record<string, Tensor>> = await this.#session.run({ [input]: tensor }, [output]);
    const data = answer[output]?.data;
    if (!(data instanceof Float32Array)) throw new Error("the net gave no numbers");
    return { width, height, data };
  }
}

/** Red, green and blue one after the other, each as the net was trained: scaled by the image's brightest value. */
function planes({ width, height, data }: Pixels): Float32Array {
  const count = width * height;
  let brightest = 1;
  for (let at = 0; at < data.length; at += 1) {
    if (at % 4 !== 3 && (data[at] ?? 0) > brightest) brightest = data[at] ?? 0;
  }
  const result = new Float32Array(3 * count);
  for (let channel = 0; channel < 3; channel += 1) {
    const [mean = 0, deviation = 1] = [means[channel], deviations[channel]];
    for (let at = 0; at < count; at += 1) {
      result[channel * count + at] = ((data[4 * at + channel] ?? 0) / brightest - mean) / deviation;
    }
  }
  return result;
}
