import { partsWith, type TextDeltaEvent, type TextPart } from "./text-parts.ts";

/** A phase of a research run, for display. */
export interface ViewPhase<N extends PhaseNode = PhaseNode> {
  readonly id: string;
  readonly status: string;
  /** While it runs, `TextDelta.part` is an index of this list; the parts of WRITE are sections. After its end: one part. */
  readonly parts: readonly TextPart[];
  /** The phase from the latest event with a link; undefined before. */
  readonly node: N | undefined;
}

/** A research run, for display. */
export interface ResearchView<N extends PhaseNode = PhaseNode> {
  /** Phases, in the order of their planning. */
  readonly phases: readonly ViewPhase<N>[];
  /** COMPLETED, FAILED or CANCELLED; null before the end. */
  readonly ended: string | null;
}

/** Fields of a linked phase that the view reads. Select those you need, and any others. */
export interface PhaseNode {
  readonly id?: string;
  readonly status?: string;
  readonly text?: string;
}

/** Events of researchEvents that change a view. Select `__typename` of each. */
export type ResearchViewEvent<N extends PhaseNode = PhaseNode> =
  | { __typename: "PhaseChanged"; phaseId: string; status: string; phase?: N | null }
  | TextDeltaEvent
  | { __typename: "ResearchEnded"; status: string };

const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** An empty view, or a view of queried phases; then follow after the queried `eventCursor`. */
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
 * The view after an event; the given view does not change. A phase that becomes RUNNING starts a new attempt without
 * text. Applying an event twice has no further effect, and unknown events have none. Throws RangeError like `assign`.
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

/** The Markdown of a phase: its parts, joined by an empty line. */
export function textOfPhase({ parts }: Pick<ViewPhase, "parts">): string {
  return parts.map(({ text }) => text).join("\n\n");
}

function phaseChanged<N extends PhaseNode>(
  phases: readonly ViewPhase<N>[],
  { phaseId, status, phase }: Extract<ResearchViewEvent<N>, { __typename: "PhaseChanged" }>,
): readonly ViewPhase<N>[] {
  const was = find(phases, phaseId);
  // A replayed start does not reopen an ended phase.
  if (final.includes(was.status) && !final.includes(status)) return phases;
  const node = phase ?? was.node;
  // The link has the current state of the phase, which may be ahead of the deltas until its end.
  const parts = !final.includes(status) ? [] : phase ? partsOf(phase) : was.parts;
  return replace(phases, { ...was, status, node, parts });
}

function textAdded<N extends PhaseNode>(
  phases: readonly ViewPhase<N>[],
  delta: Extract<ResearchViewEvent<N>, { __typename: "TextDelta" }>,
): readonly ViewPhase<N>[] {
  const was = find(phases, delta.nodeId);
  if (final.includes(was.status)) return phases;
  return replace(phases, { ...was, parts: partsWith(was.parts, delta) });
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
