import type { Content } from "../../protocol/conversation/content.ts";
import { briefOf } from "../../protocol/research/brief.ts";
import { checkedOutcome } from "../../protocol/research/check/checked-outcome.ts";
import { phaseLabel } from "../../protocol/research/evidence/tool-result.ts";
import {
  nextPhases,
  type PlannedPhase,
  type RunStep,
} from "../../protocol/research/next-phases.ts";
import { type DoneTurn, type EarlierResult, outcomeOf } from "../../protocol/research/outcome.ts";
import type { PhaseKind, PhaseState, ResearchBrief } from "../../protocol/research/phase.ts";
import { playRole, RoleFailure } from "../model/roles/play.ts";
import type { Json, ModelOutput, Prompt, PromptEntry } from "../model/types.ts";
import { marketResult } from "./market-results.ts";

/** A run that has ended. */
export interface PlayedRun {
  phases: PhaseState[];
  end: RunStep;
}

/** Plays a whole run in memory: the emulator's roles, and what the product makes of their answers. */
export function playRun(brief: ResearchBrief): PlayedRun {
  const run: PlayedRun & { tools: EarlierResult[] } = {
    phases: [],
    end: { next: "wait" },
    tools: [],
  };
  do {
    run.end = nextPhases(brief, run.phases);
    if (run.end.next === "open") {
      for (const planned of run.end.phases) playPhase(planned, brief, run);
    }
  } while (run.end.next === "open");
  return run;
}

function playPhase(
  planned: PlannedPhase,
  brief: ResearchBrief,
  { phases, tools }: PlayedRun & { tools: EarlierResult[] },
): void {
  const { kind } = planned;
  const id = `phase_${phases.length}`;
  const labels = new Map(tools.map((t) => [t.id, phaseLabel(t.kind, t.label)]));
  const text = briefOf(planned, brief, phases, labels);
  const turn = playTurn(kind, id, text);
  const came = "code" in turn
    ? turn
    : outcomeOf({ id, kind }, turn, { brief, earlier: phases, earlierTools: tools });
  const outcome = "kind" in came ? checkedOutcome(came, brief, phases) : null;
  const failure = "code" in came ? came : null;
  phases.push({ ...planned, id, status: outcome ? "COMPLETED" : "FAILED", outcome, failure });
  if (!("code" in turn)) tools.push(...turn.tools.map((tool) => ({ ...tool, kind })));
}

const agents: Record<PhaseKind, { role: string; fields: string[]; tools: string[] }> = {
  PLAN: { role: "planner", fields: ["summary", "searches"], tools: [] },
  SEARCH: { role: "searcher", fields: [], tools: [] },
  PRICES: {
    role: "price analyst",
    fields: ["summary", "metrics"],
    tools: ["get_current_stock_price", "get_historical_stock_prices"],
  },
  FUNDAMENTALS: {
    role: "fundamentals analyst",
    fields: ["summary", "metrics"],
    tools: ["get_company_profile", "get_income_statement", "get_analyst_recommendations"],
  },
  RISK: { role: "risk analyst", fields: ["summary", "metrics"], tools: ["get_company_profile"] },
  WRITE: { role: "writer", fields: ["title", "sections", "sources"], tools: [] },
  VERIFY: { role: "verifier", fields: ["passed", "issues"], tools: [] },
};

function promptOf(kind: PhaseKind): Omit<Prompt, "seen"> {
  const { role, fields, tools } = agents[kind];
  const article = kind === "SEARCH" ? "a" : "the";
  const properties: Json = Object.fromEntries(fields.map((field) => [field, {}]));
  return {
    ...{ agentName: role, toolChoice: "auto", thinks: false, handoffs: [], hosted: ["web_search"] },
    instructions: `You are ${article} ${role} of a financial research team.`,
    schema: fields.length > 0 ? { type: "object", properties } : undefined,
    tools: tools.map((name) => ({ name, description: "", parameters: {} })),
  };
}

type Failed = { code: "UNAVAILABLE"; message: string };

function playTurn(
  kind: PhaseKind,
  id: string,
  text: string,
): (DoneTurn & { text: string }) | Failed {
  const seen: PromptEntry[] = [{ kind: "user", text }];
  const tools: DoneTurn["tools"][number][] = [];
  try {
    for (;;) {
      const outputs = playRole({ ...promptOf(kind), seen }) ?? [];
      const calls = outputs.filter((o) => o.kind === "call");
      if (calls.length === 0) return { ...answerOf(outputs), tools };
      for (const { name, arguments: args } of calls) {
        const label = `c${tools.length + 1}`;
        const output = marketResult(name, JSON.parse(args));
        const result = JSON.stringify(output);
        tools.push({
          id: `${id}_${label}`,
          label,
          name,
          arguments: JSON.parse(args),
          result,
          output,
        });
        seen.push(
          { kind: "call", id: label, name, arguments: args },
          {
            kind: "result",
            id: label,
            text: `<tool_result call="${label}">\n${result}\n</tool_result>`,
          },
        );
      }
    }
  } catch (error) {
    if (error instanceof RoleFailure) return { code: "UNAVAILABLE", message: error.message };
    throw error;
  }
}

/** The answer as data, and as the parts that a conversation shows. */
function answerOf(
  outputs: readonly ModelOutput[],
): { output: unknown; reply: Content[]; text: string } {
  const reply = outputs.flatMap((output): Content[] => {
    if (output.kind === "message") return [{ type: "text", text: output.text }];
    if (output.kind !== "parts") return [];
    return output.parts.flatMap((part): Content[] => {
      if (part.type === "text") return [{ type: "text", text: part.text }];
      if (part.type !== "reference") return [];
      return [{ type: "citation", title: part.title, url: part.url } as Content];
    });
  });
  const text = reply.map((part) => part.type === "text" ? part.text : "").join("");
  return { output: /^\s*\{/.test(text) ? JSON.parse(text) : null, reply, text };
}
