import { watch } from "../../telemetry/metrics.ts";
import type { ModelGates } from "./model-gates.ts";

/** Has the gates of models told as metrics. */
export function watchGates(gates: ModelGates): void {
  type Stand = ReturnType<ModelGates["stands"]>[number];
  const each = (read: (stand: Stand) => number) => () =>
    gates.stands().map((stand) => [read(stand), { model: stand.model }] as const);
  watch("tramontane.model.requests.open", each(({ open }) => open));
  watch("tramontane.model.requests.waiting", each(({ waiting }) => waiting));
  watch("tramontane.model.circuit.open", each(({ shut }) => Number(shut)));
}
