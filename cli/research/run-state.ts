import {
  applyResearchEvent,
  type ConnectionState,
  type ResearchView,
  researchView,
} from "../../clients/client/mod.ts";
import type { EventsSubscription, PhaseFragment } from "./research.generated.ts";

/** A phase as the subscription selects it. */
export type Phase = PhaseFragment;

/** An event of a run. */
export type RunEvent = EventsSubscription["researchEvents"];

/** The outcome of a phase. */
export type Outcome = NonNullable<Phase["outcome"]>;

/** The state of a run as the client knows it; the screen is a function of it. */
export interface RunState {
  question: string;
  /** Warnings to show: emulated model, sample prices. */
  warnings: readonly string[];
  view: ResearchView<Phase>;
  /** Text about the connection; null while it is open. */
  connection: string | null;
  cancelling: boolean;
}

/** The state before the first event. */
export function runState(question: string, warnings: readonly string[] = []): RunState {
  return { question, warnings, view: researchView<Phase>(), connection: null, cancelling: false };
}

/** The state after an event. */
export function applyRunEvent(state: RunState, event: RunEvent): RunState {
  return { ...state, view: applyResearchEvent(state.view, event) };
}

/** The state when the connection changes. */
export function connected(state: RunState, connection: ConnectionState): RunState {
  return { ...state, connection: connectionText(connection) };
}

function connectionText(connection: ConnectionState): string | null {
  switch (connection.state) {
    case "waiting":
      return `no connection (${connection.reason}), attempt ${connection.failures}; the run continues`;
    case "connecting":
      return connection.resuming ? "connecting again; the run continues" : null;
    default:
      return null;
  }
}
