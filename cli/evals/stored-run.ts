/** A run as it is scored; see `documents.run`. */
export interface StoredRun {
  id: string;
  question: string;
  symbols: string[];
  status: string;
  verified: boolean;
  emulated: boolean;
  createdAt: string;
  endedAt: string | null;
  failure: { code: string; message: string } | null;
  usage: { modelCalls: number; cost: { amount: string; currency: string } | null };
  phases: StoredPhase[];
  report: StoredReport | null;
}

/** A phase of it. */
export interface StoredPhase {
  kind: string;
  name: string;
  round: number;
  status: string;
  text: string;
  outcome: {
    __typename: string;
    sources?: { url: string | null }[];
    passed?: boolean;
    issues?: unknown[];
  } | null;
  work: { steps: StoredStep[] } | null;
}

/** A step of its work: a call of a tool, or of the model and then with who was asked. */
export interface StoredStep {
  __typename: string;
  name?: string;
  status: string;
  agentVersion?: { number: number; agent: { name: string } };
}

/** Its report. */
export interface StoredReport {
  title: string;
  summary: string;
  markdown: string;
  sections: { title: string; text: string }[];
  metrics: StoredMetric[];
  sources: { title: string; url: string | null }[];
  followUps: string[];
}

/** A figure with the call that gave it. */
export interface StoredMetric {
  name: string;
  value: string;
  unit: string | null;
  period: string | null;
  toolCall: { name: string; output: unknown; result: string | null } | null;
}

/** How long it took, s; null while it runs. */
export function secondsOf({ createdAt, endedAt }: StoredRun): number | null {
  return endedAt === null ? null : (Date.parse(endedAt) - Date.parse(createdAt)) / 1_000;
}

/** The agents that worked on it, `name@number`, sorted. */
export function agentsOf({ phases }: StoredRun): string[] {
  const asked = phases.flatMap((p) => p.work?.steps ?? []).flatMap(({ agentVersion: v }) =>
    v ? [`${v.agent.name}@${v.number}`] : []
  );
  return [...new Set(asked)].sort();
}
