import { make } from "./make.ts";

interface Option<Value extends string> {
  readonly value: Value;
  readonly words: string;
  /** Shown in place of the words, which then are its name and hint. */
  readonly look?: Node;
}

/** One of several, as radio buttons: arrow keys and screen readers work as they do everywhere. */
export class Choice<Value extends string> {
  readonly element: HTMLElement;
  readonly #inputs = new Map<Value, HTMLInputElement>();

  constructor(
    name: string,
    words: string,
    options: readonly Option<Value>[],
    onChoose: (value: Value) => void,
  ) {
    const labels = options.map(({ value, words: label, look }) => {
      const input = make("input", { type: "radio", name, value, "aria-label": look ? label : undefined });
      input.addEventListener("change", () => onChoose(value));
      this.#inputs.set(value, input);
      return make("label", { title: label }, input, make("span", { class: "face" }, look ?? label));
    });
    this.element = make(
      "div",
      { class: `choice ${name}`, role: "radiogroup", "aria-label": words },
      ...labels,
    );
  }

  update(value: Value, disabled: readonly Value[] = []): void {
    for (const [each, input] of this.#inputs) {
      input.checked = each === value;
      input.disabled = disabled.includes(each);
    }
  }
}
