import type { OptionValues, ServiceFacts } from "./contract/service.ts";

/** Variables by their names, as a platform gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What an environment says of one service. An empty variable counts as not set. */
export interface ServiceInEnvironment {
  /** The values of its options that are set, by the options' names. */
  readonly values: OptionValues;
  /** Variables that the service needs and that are set. Somebody wants to use it when there is one. */
  readonly set: readonly string[];
  /** Variables that the service needs and that are not set. It can be used when there is none. */
  readonly missing: readonly string[];
}

/**
 * Variables that a service needs: those of its required options. A service that needs no key, and has a default for its
 * base URL, needs that URL: it says that the service runs at all.
 */
export function neededVariables({ options }: Pick<ServiceFacts, "options">): readonly string[] {
  const required = options.filter((option) => option.required);
  const needed = required.length > 0 ? required : options.filter(({ name }) => name === "baseUrl");
  return needed.map(({ env }) => env);
}

/** Reads a service's options from an environment: for servers and commands. */
export function readEnvironment(
  service: Pick<ServiceFacts, "options">,
  env: Environment,
): ServiceInEnvironment {
  const isSet = (name: string) => Boolean(env[name]?.trim());
  const needed = neededVariables(service);
  return {
    values: Object.fromEntries(
      service.options.flatMap(({ name, env: variable }) =>
        isSet(variable) ? [[name, env[variable]] as const] : [],
      ),
    ),
    set: needed.filter(isSet),
    missing: needed.filter((name) => !isSet(name)),
  };
}
