import type { RunGraph } from "./run-graph.ts";
import type { RunScreen } from "./run-screen.ts";
import { applyRunEvent, connected, type RunState } from "./run-state.ts";

const cancelWithinMs = 60_000;

/**
 * Shows a run until it ends. When `interrupt` aborts, it cancels the run and waits up to a minute for its end.
 * Throws a StreamError like `follow`, and the error of the cancellation.
 */
export async function followRun(
  graph: RunGraph,
  id: string,
  first: RunState,
  screen: RunScreen,
  interrupt: AbortSignal,
): Promise<void> {
  let state = first;
  const show = (next: RunState) => {
    state = next;
    screen.show(state);
  };
  const stop = new AbortController();
  const cancelling = whenAborted(interrupt, async () => {
    show({ ...state, cancelling: true });
    const late = new Error("The run was cancelled, but it did not end in time.");
    const timer = setTimeout(() => stop.abort(late), cancelWithinMs);
    stop.signal.addEventListener("abort", () => clearTimeout(timer));
    await graph.cancel(id);
  });
  cancelling.catch((error) => stop.abort(error));
  try {
    const events = graph.follow(id, stop.signal, (c) => show(connected(state, c)));
    for await (const event of events) show(applyRunEvent(state, event));
    if (stop.signal.aborted) throw stop.signal.reason;
  } finally {
    stop.abort();
  }
}

function whenAborted(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const begin = () => void act().then(resolve, reject);
    if (signal.aborted) begin();
    else signal.addEventListener("abort", begin, { once: true });
  });
}
