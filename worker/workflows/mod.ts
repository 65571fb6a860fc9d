export { agentCommands, commands } from "./commands.ts";
export { conversation } from "./conversation.ts";
export { research } from "./research.ts";
