/** One thing that is wrong with a request's body. */
export interface Problem {
  readonly path: readonly string[];
  /** In the manner of pydantic. */
  readonly type: string;
  readonly message: string;
}

/** Says what is wrong with a value; nothing when all is well. */
export type Check = (value: unknown, path: readonly string[]) => readonly Problem[];

const only = (path: readonly string[], type: string, message: string): readonly Problem[] => [
  { path, type, message },
];

/** A string of `min` to `max` characters that matches `pattern`. */
export function string(min = 0, max = Number.POSITIVE_INFINITY, pattern = /^/): Check {
  return (value, path) => {
    if (typeof value !== "string") return only(path, "string_type", "Input should be a valid string");
    if (value.length < min)
      return only(path, "string_too_short", `String should have at least ${min} characters`);
    if (value.length > max)
      return only(path, "string_too_long", `String should have at most ${max} characters`);
    if (!pattern.test(value))
      return only(path, "string_pattern_mismatch", `String should match pattern '${pattern.source}'`);
    return [];
  };
}

/** A number from `min` to `max`. */
export function number(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Check {
  return (value, path) => {
    if (typeof value !== "number") return only(path, "float_type", "Input should be a valid number");
    if (value < min)
      return only(path, "greater_than_equal", `Input should be greater than or equal to ${min}`);
    if (value > max) return only(path, "less_than_equal", `Input should be less than or equal to ${max}`);
    return [];
  };
}

export const boolean: Check = (value, path) =>
  typeof value === "boolean" ? [] : only(path, "bool_type", "Input should be a valid boolean");

/** Anything. */
export const anything: Check = () => [];

/** One of a few words. */
export function oneOf(...words: readonly string[]): Check {
  return (value, path) =>
    words.some((word) => word === value)
      ? []
      : only(path, "enum", `Input should be ${words.map((word) => `'${word}'`).join(" or ")}`);
}

/** What any of the checks accepts. The complaint that reaches deepest is reported. */
export function either(...checks: readonly [Check, ...Check[]]): Check {
  return (value, path) => {
    const complaints = checks.map((check) => check(value, path));
    if (complaints.some((problems) => problems.length === 0)) return [];
    const deep = complaints.find((problems) => problems.some((problem) => problem.path.length > path.length));
    return deep ?? complaints[0] ?? [];
  };
}

/** How an object's fields stand to each other. */
export interface ObjectRules {
  readonly required?: readonly string[];
  /** Fields of which at most one may be there. */
  readonly exclusive?: readonly string[];
  /** Whether unknown fields are let through. */
  readonly open?: boolean;
}

/** An object of these fields and no others. A null counts as left out. */
export function object(fields: Readonly<Record<string, Check>>, rules: ObjectRules = {}): Check {
  const { required = [], exclusive = [], open = false } = rules;
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return only(path, "dict_type", "Input should be a valid dictionary");
    }
    const given = Object.entries(value).filter(([, field]) => field !== null);
    const names = given.map(([name]) => name);
    const together = exclusive.filter((name) => names.includes(name));
    return [
      ...required
        .filter((name) => !names.includes(name))
        .flatMap((name) => only([...path, name], "missing", "Field required")),
      ...given.flatMap(([name, field]) => {
        const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (check) return check(field, [...path, name]);
        return open ? [] : only([...path, name], "extra_forbidden", "Extra inputs are not permitted");
      }),
      ...(together.length > 1
        ? only(
            path,
            "value_error",
            `${together.map((name) => `'${name}'`).join(" and ")} cannot be used together`,
          )
        : []),
    ];
  };
}
