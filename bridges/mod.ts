import { agUi } from "./ag-ui/serve.ts";
import type { Bridge } from "./bridge.ts";
import { mcpAgents } from "./mcp/serve.ts";
import { openAi } from "./openai/serve.ts";

export type { Bridge, BridgeCall } from "./bridge.ts";

/** The bridges by the beginning of their paths. */
const bridges: readonly [prefix: string, bridge: Bridge][] = [
  ["/bridges/ag-ui/", agUi],
  ["/bridges/openai/v1/", openAi],
  ["/mcp/agents", mcpAgents],
];

/** The bridge that serves a path; null for none. */
export function bridgeOf(pathname: string): Bridge | null {
  return bridges.find(([prefix]) => pathname.startsWith(prefix))?.[1] ?? null;
}
