export { agentIntents } from "./agent-intents.ts";
export { conversation } from "./conversation.ts";
export { research } from "./research.ts";
