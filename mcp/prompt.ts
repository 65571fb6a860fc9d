import { completable, type McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { completionOf } from "./completion.ts";
import { type PromptFile, type PromptFileArgument, renderPrompt } from "./prompt-file.ts";
import type { ToolDeps } from "./tool.ts";

/** `_meta` key of a prompt's version, in the listing and in the prompt. */
export const versionKey = "tramontane/version";

/** Arguments become part of instructions: one line without control characters, of limited length. */
const oneLine = z.string().max(200).regex(/^\P{C}*$/u, { error: "must be one line of text" });

/** Registers a prompt. Unknown arguments are refused, so that misspelt ones are noticed. */
export function registerPrompt(server: McpServer, file: PromptFile, deps: ToolDeps): void {
  const { name, title, description, version } = file;
  const shape = file.arguments.map((a) => [a.name, argumentSchema(a, deps)] as const);
  const argsSchema = z.strictObject(Object.fromEntries(shape));
  const _meta = { [versionKey]: version };
  server.registerPrompt(name, { title, description, argsSchema, _meta }, (given) => ({
    description,
    messages: [{
      role: "user",
      content: { type: "text", text: renderPrompt(file, given as Record<string, string>) },
    }],
    _meta,
  }));
}

function argumentSchema({ name, description, required }: PromptFileArgument, deps: ToolDeps) {
  const described = oneLine.describe(description);
  const complete = completionOf(name, deps);
  const schema = complete ? completable(described, complete) : described;
  return required ? schema : schema.optional().describe(description);
}
