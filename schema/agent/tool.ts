import type {
  Prompt as PromptShape,
  PromptArgument,
  Tool as ToolShape,
} from "../../protocol/agent/agent.ts";
import { builder } from "../builder.ts";

/** A tool, as its server describes it. */
export const Tool = builder.objectRef<ToolShape>("Tool").implement({
  description: "A tool, as its server describes it.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name, unique on the server." }),
    title: t.exposeString("title", {
      description: "Name for display; null when it has none.",
      nullable: true,
    }),
    description: t.exposeString("description", {
      description: "Description for the model; null when it has none.",
      nullable: true,
    }),
    inputSchema: t.field({
      type: "JSON",
      description: "JSON Schema of the arguments.",
      resolve: (tool) => tool.inputSchema,
    }),
    outputSchema: t.field({
      type: "JSON",
      description: "JSON Schema of the result as data; null when it has none.",
      nullable: true,
      resolve: (tool) => tool.outputSchema,
    }),
    readOnly: t.exposeBoolean("readOnly", {
      description: "True: the tool changes nothing, so its calls can be repeated.",
    }),
    destructive: t.boolean({
      description:
        "True: a call may delete or overwrite something. False: it changes nothing, or a trusted server says that it only adds.",
      resolve: ({ readOnly, destructive }) => !readOnly && destructive !== false,
    }),
    idempotent: t.exposeBoolean("idempotent", {
      description: "True: a repeated call has no further effect.",
    }),
    hash: t.exposeString("hash", { description: "Hash of the other fields." }),
  }),
});

const Argument = builder.objectRef<PromptArgument>("PromptArgument").implement({
  description: "An argument of a prompt.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the argument." }),
    description: t.exposeString("description", {
      description: "Meaning of the argument; null when not described.",
      nullable: true,
    }),
    required: t.exposeBoolean("required", { description: "True: the argument must be given." }),
  }),
});

/** A prompt, as its server describes it. */
export const Prompt = builder.objectRef<PromptShape>("Prompt").implement({
  description: "A prompt, as its server describes it.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name, unique on the server." }),
    title: t.exposeString("title", {
      description: "Name for display; null when it has none.",
      nullable: true,
    }),
    description: t.exposeString("description", {
      description: "Purpose of the prompt; null when not described.",
      nullable: true,
    }),
    arguments: t.field({
      type: [Argument],
      description: "Arguments of the prompt.",
      resolve: (prompt) => prompt.arguments,
    }),
  }),
});
