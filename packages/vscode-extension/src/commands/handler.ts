import type { CommandId } from "../contributions.ts";

/** What a command does. Menus, keys, links and other extensions call it, each with arguments of its own. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** A handler for each of these commands. */
export type Handlers<Id extends CommandId = CommandId> = Readonly<Record<Id, Handler>>;
