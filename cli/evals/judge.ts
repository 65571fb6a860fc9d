import { type AgentInput, readAgentFiles } from "../agents/agent-files.ts";
import { agentGraph } from "../agents/graph.ts";
import type { EvalsGraph, JudgeEvent } from "./evals-graph.ts";
import { byFaults, type Score } from "./score/score.ts";
import type { StoredRun } from "./stored-run.ts";

const judgeWithinMs = 240_000;
const maxCharacters = 60_000;

/** Registers the judge of a folder, without a change where it is registered already; its name. */
export async function registerJudge(url: string, folder: string): Promise<string> {
  const [file] = await readAgentFiles(folder);
  if (!file) throw new Error(`${folder} holds no judge`);
  const input: AgentInput = file.input;
  const answer = await agentGraph(url).register(input, crypto.randomUUID());
  if ("message" in answer) throw new Error(`the judge is refused: ${answer.message}`);
  return input.name;
}

/** The judge's score of a report. A failure of the judge takes no points, but does not pass. */
export async function judged(
  graph: EvalsGraph,
  judge: string,
  run: StoredRun,
  criteria: readonly string[],
): Promise<Score> {
  try {
    return scoreVerdicts(await askJudge(graph, judge, run, criteria), criteria);
  } catch (error) {
    const why = `the judge did not answer: ${error instanceof Error ? error.message : error}`;
    return { rule: "judge", points: null, passed: false, why };
  }
}

async function askJudge(
  graph: EvalsGraph,
  agent: string,
  run: StoredRun,
  criteria: readonly string[],
): Promise<unknown> {
  const content = [{ text: briefOf(run, criteria) }];
  const input = { agent, content, title: "Evals", labels: ["evals"] };
  return await graph.ask(input, judgeWithinMs, outputOf);
}

function outputOf(event: JudgeEvent): unknown {
  if (event.__typename !== "TurnChanged") return undefined;
  const { status, turn } = event;
  if (status === "COMPLETED") return turn?.output ?? null;
  if (status === "FAILED" || status === "CANCELLED") {
    throw new Error(turn?.failure?.message ?? status);
  }
  return undefined;
}

/** The message to the judge. A very long report is cut. */
export function briefOf({ question, report }: StoredRun, criteria: readonly string[]): string {
  const numbered = criteria.map((c, i) => `${i + 1}. ${c}`).join("\n");
  const text = report?.markdown.slice(0, maxCharacters) ?? "There is no report.";
  return [
    `<question>\n${question}\n</question>`,
    `<report>\n${text}\n</report>`,
    `<criteria>\n${numbered}\n</criteria>`,
  ].join("\n\n");
}

/** The score of the judge's answer. Throws when the answer is invalid. */
export function scoreVerdicts(output: unknown, criteria: readonly string[]): Score {
  const { verdicts } = (output ?? {}) as { verdicts?: { met?: unknown; reason?: unknown }[] };
  if (!Array.isArray(verdicts) || verdicts.length !== criteria.length) {
    throw new Error("its answer does not have one verdict for each criterion");
  }
  const faults = verdicts.flatMap(({ met, reason }, i) =>
    met === true ? [] : [`${criteria[i]} No: ${String(reason)}`]
  );
  return byFaults("judge", criteria.length, faults, `${criteria.length} met`);
}
