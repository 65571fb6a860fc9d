import assert from "node:assert/strict";
import { registerResearchAgents } from "../../cli/agents/research-agents.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { remoteResearchAgents } from "../support/remote.ts";
import { Research, type Run, type RunEvent } from "../support/research.ts";
import { sharedTestStack, type TestStack, unique } from "../support/test-stack.ts";

/** A run that was read from its beginning to its end. */
export type Whole = Run & { events: RunEvent[] };

type RunName =
  | "oneLost"
  | "noneFound"
  | "unhappy"
  | "similarA"
  | "similarB"
  | "poor"
  | "unknown"
  | "ten"
  | "lied";

/** Securities of six types and nine exchanges. */
export const tenSymbols: Record<string, string> = {
  NVDA: "EQUITY",
  AMD: "EQUITY",
  "BRK-B": "EQUITY",
  "BARC.L": "EQUITY",
  "M&M.NS": "EQUITY",
  "SAP.DE": "EQUITY",
  SPY: "ETF",
  "^GSPC": "INDEX",
  "EURUSD=X": "CURRENCY",
  "BTC-USD": "CRYPTOCURRENCY",
};

/** One stack for all tests of research, with runs that were made once. */
export interface ResearchStack extends TestStack {
  research: Research;
  /** A run without faults. */
  whole: Whole;
  runs: Record<RunName, Whole>;
  /** How many agents the emulator had after the first run. */
  agentsAtFirst: number;
  /** Registers the agents from their files; the summary. */
  register: () => Promise<string>;
}

/** A unique question with a directive for the emulator. */
export const ask = (order = "") => `How is NVDA doing against AMD (${unique("run")})? ${order}`;

/** The first phase of a kind in that round. */
export function phaseOf(run: Run, kind: string, round = 1) {
  const found = run.phases.find((p) => p.kind === kind && p.round === round);
  assert.ok(found, `no ${kind} ${round}`);
  return found;
}

/** Starts the product, registers the agents, and makes the runs, in parallel where they are independent. */
export async function startResearchStack(): Promise<ResearchStack> {
  const t = await sharedTestStack();
  try {
    const { api, sandbox } = t;
    const research = new Research(api);
    const register = () => registerResearchAgents({ root: repositoryRoot, url: api.url });
    assert.equal(await register(), "7 research agents are registered, 7 of them new");
    const whole = await research.whole(ask());
    const agentsAtFirst = (await remoteResearchAgents(t)).length;
    await sandbox.post("pace", { tokensPerSecond: 1_500, firstTokenMs: 5 });
    return { ...t, research, whole, runs: await makeRuns(research), agentsAtFirst, register };
  } catch (error) {
    await t[Symbol.asyncDispose]();
    throw error;
  }
}

async function makeRuns(research: Research): Promise<ResearchStack["runs"]> {
  const run = (order: string, over = {}) => research.whole(ask(order), over);
  const [oneLost, noneFound, unhappy, similarA, similarB, poor, unknown, ten, lied] = await Promise
    .all([
      run("[[search:fail 1]]", { searches: 3 }),
      run("[[search:fail 9]]"),
      run("[[verifier:reject 2]]"),
      run(""),
      run(""),
      run("", { budget: { modelCalls: 4 } }),
      run("", { symbols: ["NVDA", "ZZZZQ"], allowUnknown: true }),
      run("", { symbols: Object.keys(tenSymbols) }),
      run("[[financials:lie value]] [[writer:lie number]] [[verifier:lie agree]]", {
        revisions: 1,
      }),
    ]);
  return { oneLost, noneFound, unhappy, similarA, similarB, poor, unknown, ten, lied };
}
