import { Window } from "happy-dom";
import type { ReactNode } from "react";

/** A page without a browser, in which React renders. */
export interface Page extends AsyncDisposable {
  document: Document;
  /** The element that React renders into. */
  root: HTMLElement;
  /** What React and the page reported as errors. */
  errors: string[];
  /** Renders into `root`. */
  render(node: ReactNode): void;
  /** Continues what a server rendered. */
  hydrate(node: ReactNode): void;
  unmount(): void;
  /** Settles when the page's text meets the condition; throws the text after 10 s. */
  shows(condition: (text: string) => boolean): Promise<string>;
}

/** Opens a page, with this body. */
export async function openPage(body = ""): Promise<Page> {
  const window = new Window({ url: "http://127.0.0.1/" });
  const document = window.document as unknown as Document;
  // The library draws as often as it can, a screen 60 times a second.
  const requestAnimationFrame = (draw: () => void) => setTimeout(draw, 1_000 / 60);
  const cancelAnimationFrame = clearTimeout;
  Object.assign(globalThis, { window, document, requestAnimationFrame, cancelAnimationFrame });
  document.body.innerHTML = `<div id="root">${body}</div>`;
  const root = document.getElementById("root") as HTMLElement;
  const { createRoot, hydrateRoot } = await import("react-dom/client");
  const errors: string[] = [];
  const note = (error: unknown) => void errors.push(String(error));
  const noted = console.error;
  console.error = (...all: unknown[]) => errors.push(all.map(String).join(" "));
  const options = { onUncaughtError: note, onCaughtError: note, onRecoverableError: note };
  let mounted: { render(node: ReactNode): void; unmount(): void } | undefined;
  return {
    document,
    root,
    errors,
    render: (node) => (mounted ??= createRoot(root, options)).render(node),
    hydrate: (node) => void (mounted = hydrateRoot(root, node, options)),
    unmount: () => {
      mounted?.unmount();
      mounted = undefined;
    },
    shows: (condition) => shows(root, condition),
    [Symbol.asyncDispose]: async () => {
      mounted?.unmount();
      console.error = noted;
      await window.happyDOM.close();
    },
  };
}

async function shows(root: HTMLElement, condition: (text: string) => boolean): Promise<string> {
  const end = performance.now() + 10_000;
  while (!condition(root.textContent ?? "")) {
    if (performance.now() > end) throw new Error(`the page still shows: ${root.textContent}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return root.textContent ?? "";
}
