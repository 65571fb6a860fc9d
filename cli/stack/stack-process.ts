import { partOf } from "./process-plan.ts";
import type { PartState, SupervisedPart } from "./supervise/supervised-part.ts";

/** The current state of a process of the stack. */
export interface StackProcess {
  name: string;
  state: PartState;
  /** Id of the program; absent while none runs, and for an external server. */
  pid?: number;
  source: string;
  /** An address for a browser, or the reason why there is none; left out where none was requested. */
  web?: string;
  /** The HTTP address of its readiness probe; left out where it has none. */
  health?: string;
  log: string;
}

/** The current process of a part. */
export function describePart(part: SupervisedPart): StackProcess {
  const { spec, state, pid, log } = part;
  const web = spec.web?.();
  return {
    name: spec.name,
    state,
    ...(pid !== undefined && { pid }),
    source: spec.source?.() ?? partOf(spec.name),
    ...(web !== undefined && { web }),
    ...(spec.health !== undefined && { health: spec.health }),
    log,
  };
}
