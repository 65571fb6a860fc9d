import { partOf } from "./plan.ts";
import type { PartState, SupervisedPart } from "./supervised-part.ts";

/** One process of the stack as it is now. */
export interface StackProcess {
  name: string;
  state: PartState;
  /** Of the program; missing while none runs, or it runs elsewhere. */
  pid?: number;
  source: string;
  log: string;
}

/** The process of a part as it is at this moment. */
export function describePart(part: SupervisedPart): StackProcess {
  const { spec, state, pid, log } = part;
  return {
    name: spec.name,
    state,
    ...(pid !== undefined && { pid }),
    source: spec.source?.() ?? partOf(spec.name),
    log,
  };
}
