import type { ResearchView, ViewPhase } from "../view/research-view.ts";
import type { Status } from "./entries.ts";
import type { PhaseNode, ResearchPhase } from "./research-state.ts";

type Shown = ViewPhase<PhaseNode>;

/** Makes the phases of lists. A phase that did not change is the same object as before; text is not a change. */
export class PhaseList {
  #made = new Map<string, { from: Shown; phase: ResearchPhase }>();
  #list: readonly ResearchPhase[] = [];

  /** The phases of a view. */
  of({ phases }: ResearchView<PhaseNode>): readonly ResearchPhase[] {
    const made = phases.map((from) => {
      const was = this.#made.get(from.id);
      const isSame = was?.from.status === from.status &&
        was.from.node === from.node;
      return was && isSame ? was : { from, phase: phaseOf(from) };
    });
    this.#made = new Map(made.map((one) => [one.from.id, one]));
    const list = made.map(({ phase }) => phase);
    const isSame = list.length === this.#list.length &&
      list.every((phase, at) => phase === this.#list[at]);
    return this.#list = isSame ? this.#list : list;
  }
}

function phaseOf({ id, status, node }: Shown): ResearchPhase {
  return {
    id,
    status: status as Status,
    kind: node?.kind ?? null,
    name: node?.name ?? "",
    round: node?.round ?? 1,
    failure: node?.failure ?? null,
    startedAt: node?.startedAt ?? null,
    endedAt: node?.endedAt ?? null,
    work: node?.work ? { turnId: node.work.id, conversationId: node.work.conversation.id } : null,
  };
}
