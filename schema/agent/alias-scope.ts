import { stableAlias } from "../../protocol/agent/agent.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";

/** The scope that is needed to move an alias. Conversations start with the version that `stable` points at. */
export const aliasScope = (alias: string): Scope =>
  alias === stableAlias ? "agents:promote" : "agents:write";
