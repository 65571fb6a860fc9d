/** Moments in the life of a call; see worker/failpoints.ts. */
export const points = [
  "claimed",
  "before_request",
  "request_accepted",
  "first_frame",
  "done",
  "committed",
];
/** What the model call that dies asks the provider for. */
export const kinds = ["start", "append", "restart", "results"] as const;

/** Moments in the life of a tool call. `asked`: the model's answer is stored, the call is not claimed yet. */
export const toolPoints = [
  "asked",
  "claimed",
  "before_request",
  "request_accepted",
  "done",
  "committed",
];
/** Tools that are called: one that may be called again, and one that may not. */
export const tools = ["price", "buy"] as const;

/** One call that dies at one point; its agent's name is what the worker knows it by. */
export interface Scenario {
  kind: typeof kinds[number] | typeof tools[number];
  point: string;
  agent: string;
}

const scenario = (kind: Scenario["kind"], point: string): Scenario => (
  { kind, point, agent: `${kind}-${point}-dies`.replaceAll("_", "-") }
);

/** Every kind of call at every point. */
export const everyScenario = kinds.flatMap((kind) => points.map((point) => scenario(kind, point)));

/** A tool that is quick by then, so that the activity of its answer calls it, at every point. */
export const quickScenarios = toolPoints.map((point): Scenario => (
  { kind: "price", point, agent: `quick-${point}-dies`.replaceAll("_", "-") }
));

/** Both tools at every point. */
export const everyToolScenario = tools.flatMap((kind) =>
  toolPoints.map((point) => scenario(kind, point))
);

/** Whether it is a tool that is called. */
export const isTool = (kind: string) => tools.some((t) => t === kind);

/** The order for FAILPOINTS. */
export const ruleOf = (action: string) => ({ kind, point, agent }: Scenario) => {
  if (point === "asked") return [action, "committed", "start", agent].join(":");
  return [action, point, isTool(kind) ? "tool" : kind, agent].join(":");
};

/** Calls of the shared stack that kill its worker, or are dropped, at a failpoint; one test uses each. */
export const sharedCalls = {
  killed: { kind: "results", point: "done", agent: "results-done-killed" },
  painter: { kind: "start", point: "committed", agent: "painter-killed" },
  searcher: { kind: "start", point: "done", agent: "searcher-dies" },
  report: { kind: "start", point: "done", agent: "report-dies" },
} as const satisfies Record<string, Scenario>;

/** FAILPOINTS of the shared stack. A worker reads them at its start, so the agents have the same names in every run. */
export const sharedFailpoints = [
  ...[...everyScenario, ...quickScenarios, sharedCalls.searcher, sharedCalls.report].map(
    ruleOf("drop"),
  ),
  ...[sharedCalls.killed, sharedCalls.painter].map(ruleOf("kill")),
].join(",");
