import { outcomesOf } from "../price-quotes.ts";
import { malformed } from "../malform.ts";
import type { MessagePart, ModelOutput, Prompt, PromptEntry } from "../types.ts";
import { type Analyst, callsOf } from "./analyst.ts";
import { type Brief, readBrief } from "./brief.ts";
import { fundamentalsAnalyst } from "./fundamentals-analyst.ts";
import { liesFor, withLies } from "./lies.ts";
import { directivesFor, timesOf } from "./role-directives.ts";
import { planOf, searchesFor } from "./planner.ts";
import { priceAnalyst } from "./price-analyst.ts";
import { riskAnalyst } from "./risk-analyst.ts";
import { type Role, roleOf } from "./role.ts";
import { type FoundPage, pagesFor } from "./searcher.ts";
import { verifyReport } from "./verifier.ts";
import { reportOf } from "./writer.ts";

/** A failure that a directive in the question asked for. */
export class RoleFailure extends Error {}

/** The outputs of a role of the research team; undefined for other prompts. Throws `RoleFailure`. */
export function playRole(prompt: Prompt): ModelOutput[] | undefined {
  const role = roleOf(prompt);
  const at = prompt.seen.findLastIndex((s) => s.kind === "user" && /^## Question$/m.test(s.text));
  const asked = prompt.seen[at];
  if (!role || asked?.kind !== "user") return undefined;
  const brief = readBrief(asked.text);
  failIfDirected(role, brief, asked.text);
  const since = prompt.seen.slice(at + 1);
  if (role === "search") {
    const contradicts = timesOf(role, "contradict", asked.text) > 0;
    return search(brief, prompt.hosted, pagesFor(brief.search, contradicts));
  }
  const analyst = analysts[role];
  const calls = analyst ? callsDue(callsOf(analyst, brief, prompt.tools), since) : [];
  if (calls.length > 0) return calls;
  const json = JSON.stringify(answerOf(role, brief, since, asked.text));
  return [{ kind: "message", text: malformed(json, jsonDirectives(role, prompt.seen, at)) }];
}

/** Maximum number of tool calls of an answer: the deployment refuses more than 20. */
const callsAtOnce = 20;

/** The calls that were not made yet, a part of them at a time. */
function callsDue(calls: readonly ModelOutput[], since: readonly PromptEntry[]): ModelOutput[] {
  const made = new Set(since.flatMap((s) => s.kind === "call" ? [`${s.name} ${s.arguments}`] : []));
  return calls.filter((c) => c.kind === "call" && !made.has(`${c.name} ${c.arguments}`))
    .slice(0, callsAtOnce);
}

const analysts: Partial<Record<Role, Analyst>> = {
  prices: priceAnalyst,
  financials: fundamentalsAnalyst,
  risk: riskAnalyst,
};

function answerOf(role: Role, brief: Brief, since: readonly PromptEntry[], asked: string): object {
  const lies = liesFor(role, asked);
  if (role === "planner") return planOf(brief);
  if (role === "writer") return withLies(reportOf(brief), lies);
  if (role === "verifier") {
    return lies.includes("agree")
      ? { issues: [], passed: true }
      : verifyReport(brief, timesOf(role, "reject", asked));
  }
  const analysis = analysts[role]?.analyze(brief, outcomesOf(since));
  return analysis ? withLies(analysis, lies) : {};
}

/** Runs the search and cites its pages; without a web search tool it finds nothing. */
function search(
  { search }: Brief,
  hosted: readonly string[],
  pages: readonly FoundPage[],
): ModelOutput[] {
  const tool = hosted.find((name) => name.startsWith("web_search"));
  if (!tool) {
    return [{ kind: "message", text: `Not found: no web search is available.\n\n${after}` }];
  }
  const run: ModelOutput = {
    kind: "execution",
    name: tool,
    arguments: JSON.stringify({ query: search }),
    info: {},
  };
  const citations = pages.flatMap(({ says, title, url }): MessagePart[] => [
    { type: "text", text: `- One page reports that ${says}` },
    { type: "reference", tool, title, url, description: "This page does not exist." },
    { type: "text", text: "\n" },
  ]);
  const parts: MessagePart[] = [
    {
      type: "text",
      text: `The emulated search for "${search}" found two pages that disagree.\n\n`,
    },
    ...citations,
    {
      type: "text",
      text: `\nNot found: dated figures; emulated pages contain none.\n\n${after}`,
    },
  ];
  return [run, { kind: "parts", parts }];
}

const after = "*(emulated search)*";

/** Throws if a directive asks for it: for the first searches of the plan, for any other role always. */
function failIfDirected(role: Role, brief: Brief, asked: string): void {
  const times = timesOf(role, "fail", asked);
  if (times === 0) return;
  const place = searchesFor(brief).findIndex((s) => s.query === brief.search);
  if (role === "search" && place >= times) return;
  throw new RoleFailure(`The ${role} failed because a directive asked for it (emulated).`);
}

/** The role's directives to malform JSON, in the form that `malformed` reads. */
function jsonDirectives(role: Role, seen: readonly PromptEntry[], at: number): PromptEntry[] {
  const directives = directivesFor(role, textAt(seen, at)).map((o) =>
    `[[json:${o.kind} ${o.times}]]`
  );
  const own: PromptEntry[] = directives.length > 0
    ? [{ kind: "user", text: directives.join(" ") }]
    : [];
  return [...own, ...seen.slice(at + 1)];
}

const textAt = (seen: readonly PromptEntry[], at: number) => {
  const entry = seen[at];
  return entry?.kind === "user" ? entry.text : "";
};
