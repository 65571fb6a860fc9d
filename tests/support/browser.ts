import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumMissing, findChromium } from "./chromium.ts";
import { patienceMs } from "./patience.ts";

/** A Chromium without a window, for the tests of one file. */
export interface TestBrowser extends AsyncDisposable {
  /** Opens a page with cookies and storage of its own. It closes with the browser. */
  open(options?: BrowserContextOptions): Promise<BrowserPage>;
}

/** A page, and what went wrong in it. */
export interface BrowserPage {
  page: Page;
  /** Errors that the page did not catch or that its console has, also of requests that failed. */
  faults: readonly string[];
}

/** How long a browser may take for one thing, ms: the machine runs other tests, too. */
const limitMs = patienceMs;

/** Where a browser finds servers. */
export interface BrowserNames {
  /** Ports of this machine by the `name:port` at which pages find them, such as `localhost:5173`, which may be taken. */
  ports?: Readonly<Record<string, number>>;
}

/**
 * Names below `.example` are this machine: sites that are not the API's. There is no proxy, so that nothing is loaded from
 * elsewhere.
 */
function argumentsOf({ ports = {} }: BrowserNames): string[] {
  const rules = [
    ...Object.entries(ports).map(([name, port]) => `MAP ${name} 127.0.0.1:${port}`),
    "MAP *.example 127.0.0.1",
  ];
  return [`--host-resolver-rules=${rules.join(",")}`, "--no-proxy-server"];
}

/** Starts Debian's Chromium. Throws with the command that installs it where there is none: no test is skipped. */
export async function startBrowser(names: BrowserNames = {}): Promise<TestBrowser> {
  const executablePath = await findChromium(Deno.env.toObject());
  if (!executablePath) throw new Error(chromiumMissing);
  // Root has no sandbox, and the tests open no page of others.
  const browser = await chromium.launch({
    executablePath,
    args: argumentsOf(names),
    chromiumSandbox: false,
    timeout: limitMs,
  });
  return {
    open: async (options) => {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(limitMs);
      const page = await context.newPage();
      return { page, faults: faultsOf(page) };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${message.text()} ${message.location().url}`);
  });
  return faults;
}
