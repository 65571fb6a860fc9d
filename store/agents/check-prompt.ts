import type { Prompt, PromptSource } from "../../protocol/agent.ts";
import { type Listed, nameList, unknownServer } from "./check-tools.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import type { Verdict } from "./doubts.ts";

const at = ["instructions", "prompt"];

/** Whether a prompt can be what it is said to be, by the last listing of its server. */
export function checkPrompt(
  { server, name, arguments: given }: PromptSource,
  servers: readonly Listed[],
): Verdict {
  const offered = servers.find((s) => s.name === server);
  if (!offered?.seenAt) {
    return { issues: [], doubts: [unknownServer(server, servers, [...at, "server"])] };
  }
  const prompt = offered.prompts.find((p) => p.name === name);
  const issues = prompt ? argumentIssues(prompt, given) : [
    {
      path: [...at, "name"],
      message: `${server} offers ${nameList(offered.prompts)}, not ${name}.`,
    },
  ];
  // The file of a prompt may have been edited since.
  return { issues: [], doubts: issues.map((i) => ({ ...i, ask: { server }, silent: false })) };
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
