import type { Tool } from "./agent.ts";
import type { ValidationIssue } from "../user-error.ts";

/** The server name of tools that the provider runs itself. */
export const hostedServer = "mistral";

const described = {
  web_search: ["Web search", "Searches the web and cites what it found."],
  web_search_premium: ["Premium web search", "Searches the web and news agencies."],
  code_interpreter: ["Code interpreter", "Runs Python in a sandbox of the provider."],
  image_generation: ["Image generation", "Makes images from a description."],
  document_library: ["Document library", "Searches documents uploaded to the provider."],
} as const;

/** The tools that the provider runs itself. */
export const hostedTools = Object.keys(described) as HostedTool[];
/** One of `hostedTools`. */
export type HostedTool = keyof typeof described;

/** True for the name of a tool that the provider runs. */
export function isHostedTool(name: string): name is HostedTool {
  return Object.hasOwn(described, name);
}

/** The tool as an agent version stores it; the store adds `hash`. */
export function hostedToolShape(name: HostedTool): Omit<Tool, "hash"> {
  const [title, description] = described[name];
  const inputSchema = { type: "object" };
  const nature = { readOnly: true, idempotent: false };
  return { name, title, description, inputSchema, outputSchema: null, ...nature };
}

/** A requested tool, with the fields that are validated here. */
export interface HostedToolRequest {
  server: string;
  name?: string | null | undefined;
  policy?: string | null | undefined;
  settings?: unknown;
}

const maxLibraries = 50;

/** Issues of a requested hosted tool, or of settings of a tool that takes none. */
export function hostedToolIssues(request: HostedToolRequest, path: string[]): ValidationIssue[] {
  const issue = (key: string[], message: string) => [{ path: [...path, ...key], message }];
  if (request.server !== hostedServer) {
    return request.settings == null
      ? []
      : issue(["settings"], "Only tools of `mistral` take settings.");
  }
  const { name, policy } = request;
  if (name == null || !isHostedTool(name)) {
    return issue(["name"], `Name one of ${hostedTools.join(", ")}.`);
  }
  return [
    ...(policy == null || policy === "AUTO" ? [] : issue(["policy"], selfRun)),
    ...settingsIssues(name, request.settings ?? {}, issue),
  ];
}

const selfRun =
  "Mistral runs this tool inside its answer, so that it cannot wait for an approval. Use AUTO, or leave the tool out.";

function settingsIssues(
  name: HostedTool,
  settings: unknown,
  issue: (key: string[], message: string) => ValidationIssue[],
): ValidationIssue[] {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    return issue(["settings"], "Write an object.");
  }
  const takes = name === "document_library" ? ["libraryIds"] : [];
  const unknown = Object.keys(settings).filter((key) => !takes.includes(key));
  const ids = (settings as { libraryIds?: unknown }).libraryIds;
  const good = Array.isArray(ids) && ids.length > 0 && ids.length <= maxLibraries &&
    ids.every((id) => typeof id === "string" && id.length > 0 && id.length <= 200);
  return [
    ...unknown.flatMap((key) => issue(["settings", key], `${name} takes no such setting.`)),
    ...(takes.length > 0 && !good
      ? issue(["settings", "libraryIds"], `Name 1 to ${maxLibraries} libraries.`)
      : []),
  ];
}
