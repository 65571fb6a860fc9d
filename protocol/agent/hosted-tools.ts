import type { Tool } from "./agent.ts";
import type { ValidationIssue } from "../user-error.ts";

/** The name that stands for the provider where a tool's server is named: the provider runs these tools itself. */
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

/** How such a tool stands in an agent version; `hash` is the store's to add. */
export function hostedToolShape(name: HostedTool): Omit<Tool, "hash"> {
  const [title, description] = described[name];
  const inputSchema = { type: "object" };
  const nature = { readOnly: true, idempotent: false };
  return { name, title, description, inputSchema, outputSchema: null, ...nature };
}

/** A wish for a tool, as far as it matters here. */
export interface HostedToolRequest {
  server: string;
  name?: string | null | undefined;
  policy?: string | null | undefined;
  settings?: unknown;
}

const mostLibraries = 50;

/** All that is wrong with a wish for a tool of the provider, or with settings of one that is not. */
export function hostedToolIssues(wish: HostedToolRequest, path: string[]): ValidationIssue[] {
  const issue = (key: string[], message: string) => [{ path: [...path, ...key], message }];
  if (wish.server !== hostedServer) {
    return wish.settings == null
      ? []
      : issue(["settings"], "Only tools of `mistral` take settings.");
  }
  const { name, policy } = wish;
  if (name == null || !isHostedTool(name)) {
    return issue(["name"], `Name one of ${hostedTools.join(", ")}.`);
  }
  return [
    ...(policy == null || policy === "AUTO" ? [] : issue(["policy"], selfRun)),
    ...settingsIssues(name, wish.settings ?? {}, issue),
  ];
}

const selfRun =
  "Mistral runs this tool itself, inside its answer: nobody can be asked before. Use AUTO, or leave the tool out.";

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
  const good = Array.isArray(ids) && ids.length > 0 && ids.length <= mostLibraries &&
    ids.every((id) => typeof id === "string" && id.length > 0 && id.length <= 200);
  return [
    ...unknown.flatMap((key) => issue(["settings", key], `${name} takes no such setting.`)),
    ...(takes.length > 0 && !good
      ? issue(["settings", "libraryIds"], `Name 1 to ${mostLibraries} libraries.`)
      : []),
  ];
}
