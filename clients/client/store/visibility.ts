interface Page {
  readonly visibilityState: string;
  addEventListener(type: "visibilitychange", changed: () => void): void;
  removeEventListener(type: "visibilitychange", changed: () => void): void;
}

/** True: there is a page, and it is hidden. */
export function isPageHidden(): boolean {
  return (globalThis as { document?: Page }).document?.visibilityState ===
    "hidden";
}

/** What a page meets. */
export interface PageEvents {
  /** It has been hidden for some time. */
  hidden(): void;
  /** It is shown again after `hidden`. */
  shown(): void;
  /** The device has a network again. */
  online(): void;
}

/** Watches the page, if there is one, until the returned function is called. `hiddenAfterMs`: the time before `hidden`. */
export function watchPage(
  events: PageEvents,
  hiddenAfterMs: number,
): () => void {
  const { document: page } = globalThis as { document?: Page };
  if (!page) return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHidden = false;
  const changed = () => {
    clearTimeout(timer);
    if (page.visibilityState === "hidden") {
      timer = setTimeout(hide, hiddenAfterMs);
    } else if (isHidden) {
      isHidden = false;
      events.shown();
    }
  };
  const hide = () => {
    isHidden = true;
    events.hidden();
  };
  const online = () => events.online();
  page.addEventListener("visibilitychange", changed);
  globalThis.addEventListener("online", online);
  changed();
  return () => {
    clearTimeout(timer);
    page.removeEventListener("visibilitychange", changed);
    globalThis.removeEventListener("online", online);
  };
}
