import {
  applyResearchEvent,
  type ConnectionState,
  type PhaseNode,
  type ResearchView,
  researchView,
  type ResearchViewEvent,
  type StreamEvent,
} from "../../clients/typescript/mod.ts";

/** A phase as `documents.events` selects it. */
export interface Phase extends PhaseNode {
  id: string;
  kind: string;
  round: number;
  name: string;
  status: string;
  startedAt: string | null;
  endedAt: string | null;
  text: string;
  failure: { message: string } | null;
  outcome: Outcome | null;
}

/** What came of a phase, as far as a line tells of it. */
export interface Outcome {
  __typename: string;
  searches?: unknown[];
  sources?: unknown[];
  metrics?: unknown[];
  sections?: unknown[];
  passed?: boolean;
  issues?: unknown[];
}

/** An event of a run. */
export type RunEvent = StreamEvent & ResearchViewEvent<Phase>;

/** All that is known of a run while it is made: what the screen is a function of. */
export interface RunState {
  question: string;
  /** What a reader must know: emulated, samples. */
  warnings: readonly string[];
  view: ResearchView<Phase>;
  /** What to tell of the connection; null while it is open. */
  connection: string | null;
  cancelling: boolean;
}

/** A run of which nothing has been seen. */
export function runState(question: string, warnings: readonly string[] = []): RunState {
  return { question, warnings, view: researchView<Phase>(), connection: null, cancelling: false };
}

/** The state behind an event. */
export function seen(state: RunState, event: RunEvent): RunState {
  return { ...state, view: applyResearchEvent(state.view, event) };
}

/** The state when the connection changes. */
export function connected(state: RunState, connection: ConnectionState): RunState {
  return { ...state, connection: wordsFor(connection) };
}

function wordsFor(connection: ConnectionState): string | null {
  switch (connection.state) {
    case "waiting":
      return `no connection (${connection.reason}), attempt ${connection.failures}; the run goes on`;
    case "connecting":
      return connection.resuming ? "connecting again; the run goes on" : null;
    default:
      return null;
  }
}
