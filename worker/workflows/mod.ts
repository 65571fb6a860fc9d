export { agentCommands, commands } from "./commands.ts";
export { conversation } from "./conversation.ts";
export { fireSchedule } from "./fire-schedule.ts";
export { research } from "./research.ts";
