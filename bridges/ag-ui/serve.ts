import type { Bridge } from "../bridge.ts";

/** To be built. */
export const agUi: Bridge = {
  serve: () => Promise.resolve(new Response(null, { status: 501 })),
  refused: (problem) => problem,
};
