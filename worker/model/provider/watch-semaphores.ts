import { watch } from "../../../telemetry/metrics.ts";
import type { ModelSemaphores } from "./model-semaphores.ts";

/** Has the semaphores of models told as metrics. */
export function watchSemaphores(semaphores: ModelSemaphores): void {
  type Stand = ReturnType<ModelSemaphores["stands"]>[number];
  const each = (read: (stand: Stand) => number) => () =>
    semaphores.stands().map((stand) => [read(stand), { model: stand.model }] as const);
  watch("tramontane.model.requests.open", each(({ open }) => open));
  watch("tramontane.model.requests.waiting", each(({ waiting }) => waiting));
  watch("tramontane.model.circuit.open", each(({ shut }) => Number(shut)));
}
