import { watch } from "../../../telemetry/metrics.ts";
import type { ModelSemaphores } from "./model-semaphores.ts";

/** Reports the state of each model's semaphores and circuits as gauges: the sum of all accounts at the provider. */
export function watchSemaphores(all: readonly ModelSemaphores[]): void {
  type State = ReturnType<ModelSemaphores["states"]>[number];
  const each = (read: (state: State) => number) => () => {
    const byModel = Map.groupBy(all.flatMap((one) => one.states()), ({ model }) => model);
    return [...byModel].map(([model, states]) => {
      const sum = states.reduce((total, state) => total + read(state), 0);
      return [sum, { model }] as const;
    });
  };
  watch("tramontane.model.requests.open", each(({ active }) => active));
  watch("tramontane.model.requests.waiting", each(({ waiting }) => waiting));
  watch("tramontane.model.circuit.open", each(({ open }) => Number(open)));
}
