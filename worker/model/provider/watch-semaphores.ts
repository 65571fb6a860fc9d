import { watch } from "../../../telemetry/metrics.ts";
import type { ModelSemaphores } from "./model-semaphores.ts";

/** Reports the state of each model's semaphore and circuit as gauges. */
export function watchSemaphores(semaphores: ModelSemaphores): void {
  type State = ReturnType<ModelSemaphores["states"]>[number];
  const each = (read: (state: State) => number) => () =>
    semaphores.states().map((state) => [read(state), { model: state.model }] as const);
  watch("tramontane.model.requests.open", each(({ active }) => active));
  watch("tramontane.model.requests.waiting", each(({ waiting }) => waiting));
  watch("tramontane.model.circuit.open", each(({ open }) => Number(open)));
}
