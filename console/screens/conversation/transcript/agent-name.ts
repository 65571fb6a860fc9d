import type { AgentName } from "@tramontane/client/store";

/** `analyst@3`: an agent and the number of its version. */
export const agentName = ({ name, version }: AgentName): string => `${name}@${version}`;
