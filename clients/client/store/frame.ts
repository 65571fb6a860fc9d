/** Calls a function once at the next frame, however often it is asked to before. */
export interface Frame {
  /** Asks for the call. */
  request(): void;
  /** Takes the request back. */
  cancel(): void;
}

/** A frame of a page that is hidden, or of a process without a screen, ms. */
const withoutScreenMs = 16;
/** A browser draws no frames of a hidden page: its stores are still up to date after this time, ms. */
const hiddenMs = 250;

interface Screen {
  requestAnimationFrame?: (draw: () => void) => number;
  cancelAnimationFrame?: (id: number) => void;
}

/** Calls `draw` at animation frames, or every 16 ms where there are none. */
export function frames(draw: () => void): Frame {
  const { requestAnimationFrame, cancelAnimationFrame } = globalThis as Screen;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let id: number | undefined;
  const cancel = () => {
    clearTimeout(timer);
    if (id !== undefined) cancelAnimationFrame?.(id);
    timer = id = undefined;
  };
  const run = () => {
    cancel();
    draw();
  };
  return {
    request() {
      if (timer !== undefined) return;
      timer = setTimeout(
        run,
        requestAnimationFrame ? hiddenMs : withoutScreenMs,
      );
      id = requestAnimationFrame?.(run);
    },
    cancel,
  };
}
