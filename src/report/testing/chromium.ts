import { withDeadline } from "../../../protocol/async/deadline.ts";

/** The Chromium of this machine; null without one. */
export async function findChromium(): Promise<string | null> {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    for (const name of names) {
      const info = await Deno.stat(`${folder}/${name}`).catch(() => null);
      if (info?.isFile) return `${folder}/${name}`;
    }
  }
  return null;
}

/** A page in Chromium, by the DevTools protocol. */
export interface BrowserPage extends AsyncDisposable {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Opens an address, until it is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression; promises are awaited. */
  evaluate(expression: string): Promise<unknown>;
}

/** How long a browser may take for one thing, ms. */
const limitMs = 60_000;

/** Starts Chromium without a window, with one page and a profile of its own. */
export async function startChromium(path: string): Promise<BrowserPage> {
  const profile = await Deno.makeTempDir({ prefix: "tramontane-chromium-" });
  const child = new Deno.Command(path, {
    args: [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"],
      ...["--disable-background-networking", "--remote-debugging-port=0"],
      ...[`--user-data-dir=${profile}`, "about:blank"],
    ],
    ...{ stdin: "null", stdout: "null", stderr: "piped" },
  }).spawn();
  const stop = async () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await child.status;
    await Deno.remove(profile, { recursive: true }).catch(() => {});
  };
  try {
    const base = await withDeadline(limitMs, addressOf(child.stderr), "Chromium starts");
    const targets = await (await fetch(`${base}/json/list`)).json();
    const page = await connected(
      targets.find(({ type }: { type: string }) => type === "page").webSocketDebuggerUrl,
    );
    return {
      ...page,
      [Symbol.asyncDispose]: async () => {
        page.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address of the DevTools protocol, which Chromium writes when it is ready. Its other lines are dropped. */
async function addressOf(stderr: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let written = "";
  for await (const bytes of stderr.values({ preventCancel: true })) {
    written += decoder.decode(bytes, { stream: true });
    const [, host] = /DevTools listening on ws:\/\/([^/\s]+)\//.exec(written) ?? [];
    if (!host) continue;
    void stderr.pipeTo(new WritableStream()).catch(() => {});
    return `http://${host}`;
  }
  throw new Error(`Chromium ended: ${written.slice(-500)}`);
}

async function connected(url: string) {
  const socket = new WebSocket(url);
  await withDeadline(
    limitMs,
    new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    }),
  );
  const answers = new Map<number, (message: Answer) => void>();
  let loaded = () => {};
  socket.onmessage = ({ data }) => {
    const message: Answer = JSON.parse(data);
    if (message.id !== undefined) answers.get(message.id)?.(message);
    else if (message.method === "Page.loadEventFired") loaded();
  };
  let last = 0;
  const send = async (method: string, params: object = {}) => {
    const id = ++last;
    const answer = new Promise<Answer>((resolve) => answers.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await withDeadline(limitMs, answer, method);
    answers.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  await send("Page.enable");
  return {
    send,
    open: async (url: string) => {
      const done = new Promise<void>((resolve) => loaded = resolve);
      await send("Page.navigate", { url });
      await withDeadline(limitMs, done, "the page is loaded");
    },
    evaluate: async (expression: string) => {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await send("Runtime.evaluate", asked);
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: unknown }).value;
    },
    close: () => socket.close(),
  };
}

interface Answer {
  id?: number;
  method?: string;
  result?: Record<string, unknown>;
  error?: { message: string };
}
