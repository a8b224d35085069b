/** Tells whether a value of unknown origin has a shape. */
export type Guard<Value> = (value: unknown) => value is Value;
/** What a guard lets through. */
export type Guarded<Checked> = Checked extends Guard<infer Value> ? Value : never;

export const text: Guard<string> = (value) => typeof value === "string";
export const finite: Guard<number> = (value): value is number =>
  typeof value === "number" && Number.isFinite(value);
export const truth: Guard<boolean> = (value) => typeof value === "boolean";
export const bytes: Guard<Uint8Array> = (value) => value instanceof Uint8Array;
/** For what another side owns: it is passed on, not read. */
export const anything: Guard<unknown> = (_value): _value is unknown => true;

export function oneOf<const Word extends string | number>(...words: readonly Word[]): Guard<Word> {
  return (value): value is Word => words.some((word) => word === value);
}

export function optional<Value>(guard: Guard<Value>): Guard<Value | undefined> {
  return (value): value is Value | undefined => value === undefined || guard(value);
}

export function list<Value>(guard: Guard<Value>): Guard<readonly Value[]> {
  return (value): value is readonly Value[] => Array.isArray(value) && value.every((part) => guard(part));
}

/** Arrays of a fixed length with parts of one kind. */
export function pair<Value>(guard: Guard<Value>): Guard<readonly [Value, Value]> {
  return (value): value is readonly [Value, Value] =>
    Array.isArray(value) && value.length === 2 && value.every((part) => guard(part));
}
export function triple<Value>(guard: Guard<Value>): Guard<readonly [Value, Value, Value]> {
  return (value): value is readonly [Value, Value, Value] =>
    Array.isArray(value) && value.length === 3 && value.every((part) => guard(part));
}
export function quadruple<Value>(guard: Guard<Value>): Guard<readonly [Value, Value, Value, Value]> {
  return (value): value is readonly [Value, Value, Value, Value] =>
    Array.isArray(value) && value.length === 4 && value.every((part) => guard(part));
}

export function either<One, Other>(one: Guard<One>, other: Guard<Other>): Guard<One | Other> {
  return (value): value is One | Other => one(value) || other(value);
}

type Fields = Readonly<Record<string, Guard<unknown>>>;
type OptionalKeys<Shape extends Fields> = {
  [Key in keyof Shape]: undefined extends Guarded<Shape[Key]> ? Key : never;
}[keyof Shape];
type Shaped<Shape extends Fields> = {
  readonly [Key in Exclude<keyof Shape, OptionalKeys<Shape>>]: Guarded<Shape[Key]>;
} & { readonly [Key in OptionalKeys<Shape>]?: Guarded<Shape[Key]> };

/** An object with these fields; others may be there, so that the two sides need not be of one version. */
export function shape<Shape extends Fields>(fields: Shape): Guard<Shaped<Shape>> {
  const entries = Object.entries(fields);
  return (value): value is Shaped<Shape> =>
    isObject(value) && entries.every(([key, guard]) => guard(value[key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
