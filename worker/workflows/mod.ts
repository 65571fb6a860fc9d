export { agentIntents } from "./agent-intents.ts";
export { conversation } from "./conversation.ts";
