import type { Prompt, PromptSource } from "../../protocol/agent/agent.ts";
import { type ListedServer, nameList, unknownServer } from "./resolve-tools.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import type { Findings } from "./findings.ts";

const at = ["instructions", "prompt"];

/** Checks a prompt and its arguments by the last listing of its server. */
export function checkPrompt(
  { server, name, arguments: given }: PromptSource,
  servers: readonly ListedServer[],
): Findings {
  const offered = servers.find((s) => s.name === server);
  if (!offered?.seenAt) {
    return {
      issues: [],
      pendingVerifications: [unknownServer(server, servers, [...at, "server"])],
    };
  }
  const prompt = offered.prompts.find((p) => p.name === name);
  const issues = prompt ? argumentIssues(prompt, given) : [
    {
      path: [...at, "name"],
      message: `${server} offers ${nameList(offered.prompts)}, not ${name}.`,
    },
  ];
  // The prompt's file may have been edited since.
  return {
    issues: [],
    pendingVerifications: issues.map((i) => ({ ...i, ask: { server }, neverAnswered: false })),
  };
}

function argumentIssues(prompt: Prompt, given: Record<string, string>): ValidationIssue[] {
  const path = [...at, "arguments"];
  const known = prompt.arguments.map((a) => a.name);
  const missing = prompt.arguments.filter((a) => a.required && given[a.name] === undefined);
  const strange = Object.keys(given).filter((name) => !known.includes(name));
  return [
    ...missing.map(({ name }) => ({ path, message: `The argument ${name} is missing.` })),
    ...strange.map((name) => ({
      path: [...path, name],
      message: `${prompt.name} takes ${known.join(", ") || "no arguments"}, not ${name}.`,
    })),
  ];
}
