import type { Scope } from "../../../../protocol/auth/scopes.ts";

/** The alias of the version that conversations start with. */
export const stableAlias = "stable";

/** The scope that a move of an alias needs. */
export const aliasScope = (alias: string): Scope =>
  alias === stableAlias ? "agents:promote" : "agents:write";
