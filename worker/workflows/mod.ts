export { conversation } from "./conversation.ts";
export { research } from "./research.ts";
