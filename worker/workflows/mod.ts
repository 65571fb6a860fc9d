export { agentCommands } from "./agent-commands.ts";
export { conversation } from "./conversation.ts";
export { research } from "./research.ts";
