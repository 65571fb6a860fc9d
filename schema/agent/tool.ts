import type {
  Prompt as PromptShape,
  PromptArgument,
  Tool as ToolShape,
} from "../../protocol/agent/agent.ts";
import { builder } from "../builder.ts";

/** A tool as its server describes it. */
export const Tool = builder.objectRef<ToolShape>("Tool").implement({
  description: "A tool as its server describes it.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name, unique on the server." }),
    title: t.exposeString("title", { description: "Name for people.", nullable: true }),
    description: t.exposeString("description", {
      description: "What it does, written for the model.",
      nullable: true,
    }),
    inputSchema: t.field({
      type: "JSON",
      description: "JSON Schema of the arguments.",
      resolve: (tool) => tool.inputSchema,
    }),
    outputSchema: t.field({
      type: "JSON",
      description: "JSON Schema of the result.",
      nullable: true,
      resolve: (tool) => tool.outputSchema,
    }),
    readOnly: t.exposeBoolean("readOnly", {
      description: "It changes nothing, and may be called again.",
    }),
    idempotent: t.exposeBoolean("idempotent", {
      description: "Calling it twice is as calling it once.",
    }),
    hash: t.exposeString("hash", { description: "Hash of all of the above." }),
  }),
});

const Argument = builder.objectRef<PromptArgument>("PromptArgument").implement({
  description: "An argument of a prompt.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name." }),
    description: t.exposeString("description", { description: "What it means.", nullable: true }),
    required: t.exposeBoolean("required", { description: "Must be given." }),
  }),
});

/** A prompt as its server describes it. */
export const Prompt = builder.objectRef<PromptShape>("Prompt").implement({
  description: "A prompt as its server describes it.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name, unique on the server." }),
    title: t.exposeString("title", { description: "Name for people.", nullable: true }),
    description: t.exposeString("description", { description: "What it is for.", nullable: true }),
    arguments: t.field({
      type: [Argument],
      description: "What it asks for.",
      resolve: (prompt) => prompt.arguments,
    }),
  }),
});
