import { assign } from "./assign.ts";
import type { TextPart } from "./conversation-view.ts";

/** A phase of a research run as it stands on the screen. */
export interface ViewPhase<N extends PhaseNode = PhaseNode> {
  readonly id: string;
  readonly status: string;
  /** `TextDelta.part` counts in here while it runs: those of WRITE are sections. Behind its end: one, all of it. */
  readonly parts: readonly TextPart[];
  /** The phase as last linked by an event; undefined before. */
  readonly node: N | undefined;
}

/** A research run as it stands on the screen. */
export interface ResearchView<N extends PhaseNode = PhaseNode> {
  /** In the order in which they were planned. */
  readonly phases: readonly ViewPhase<N>[];
  /** COMPLETED, FAILED or CANCELLED; null before the end. */
  readonly ended: string | null;
}

/** What is read of a linked phase; select what you need, and more where you like. */
export interface PhaseNode {
  readonly id?: string;
  readonly status?: string;
  readonly text?: string;
}

/** The events that change a view, as researchEvents sends them; select `__typename` of each. */
export type ResearchViewEvent<N extends PhaseNode = PhaseNode> =
  | { __typename: "PhaseChanged"; phaseId: string; status: string; phase?: N | null }
  | {
    __typename: "TextDelta";
    nodeId: string;
    part: number;
    kind: string;
    offset: number;
    text: string;
  }
  | { __typename: "ResearchEnded"; status: string };

const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** A view of nothing, or of the phases that a query showed (then follow after its `eventCursor`). */
export function researchView<N extends PhaseNode = PhaseNode>(
  phases: readonly N[] = [],
): ResearchView<N> {
  const shown = (node: N): ViewPhase<N> => ({
    id: node.id ?? "",
    status: node.status ?? "QUEUED",
    parts: partsOf(node),
    node,
  });
  return { phases: phases.map(shown), ended: null };
}

/**
 * The view behind an event; the old one stays as it is. A phase that is told to run is written anew: what an earlier
 * attempt wrote goes. Applying one twice is harmless, and an event of a kind that is not known here changes nothing.
 * Throws RangeError as `assign` does.
 */
export function applyResearchEvent<N extends PhaseNode>(
  view: ResearchView<N>,
  event: ResearchViewEvent<N> | { __typename?: string },
): ResearchView<N> {
  const known = event as ResearchViewEvent<N>;
  switch (known.__typename) {
    case "PhaseChanged":
      return { ...view, phases: phaseChanged(view.phases, known) };
    case "TextDelta":
      return { ...view, phases: textAdded(view.phases, known) };
    case "ResearchEnded":
      return { ...view, ended: known.status };
    default:
      return view;
  }
}

/** All parts of a phase, joined by an empty line: the Markdown to show. */
export function textOfPhase({ parts }: Pick<ViewPhase, "parts">): string {
  return parts.map(({ text }) => text).join("\n\n");
}

function phaseChanged<N extends PhaseNode>(
  phases: readonly ViewPhase<N>[],
  { phaseId, status, phase }: Extract<ResearchViewEvent<N>, { __typename: "PhaseChanged" }>,
): readonly ViewPhase<N>[] {
  const was = find(phases, phaseId);
  // A replayed beginning does not open again what is known to have ended.
  if (final.includes(was.status) && !final.includes(status)) return phases;
  const node = phase ?? was.node;
  // The link shows the phase as it is now: before its end that may be ahead of the pieces.
  const parts = !final.includes(status) ? [] : phase ? partsOf(phase) : was.parts;
  return replace(phases, { ...was, status, node, parts });
}

function textAdded<N extends PhaseNode>(
  phases: readonly ViewPhase<N>[],
  delta: Extract<ResearchViewEvent<N>, { __typename: "TextDelta" }>,
): readonly ViewPhase<N>[] {
  const was = find(phases, delta.nodeId);
  if (final.includes(was.status)) return phases;
  const parts = [...was.parts];
  while (parts.length < delta.part) parts.push({ kind: delta.kind, text: "" });
  const text = assign(parts[delta.part]?.text ?? "", delta);
  parts[delta.part] = { kind: delta.kind, text };
  return replace(phases, { ...was, parts });
}

const partsOf = ({ text }: PhaseNode): TextPart[] => text ? [{ kind: "TEXT", text }] : [];

function find<N extends PhaseNode>(phases: readonly ViewPhase<N>[], id: string): ViewPhase<N> {
  return phases.find((phase) => phase.id === id) ??
    { id, status: "RUNNING", parts: [], node: undefined };
}

function replace<N extends PhaseNode>(
  phases: readonly ViewPhase<N>[],
  phase: ViewPhase<N>,
): readonly ViewPhase<N>[] {
  const at = phases.findIndex(({ id }) => id === phase.id);
  return at < 0 ? [...phases, phase] : phases.with(at, phase);
}
