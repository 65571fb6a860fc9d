import type { Page, Request, WebSocket } from "playwright-core";
import type { BrowserPage } from "../support/browser.ts";

/** What a page did. */
export interface Observed {
  /** URLs of all requests, sockets included. */
  readonly requests: readonly string[];
  /** Those that the console may not make. */
  readonly foreign: readonly string[];
  /** Violations of the page's policy: directive and source. */
  readonly violations: readonly string[];
  /** Errors that the page did not catch or that its console has. */
  readonly faults: readonly string[];
  /** The most WebSockets that were open at a time. */
  readonly sockets: number;
  /** What is wrong in it; empty when all is well. */
  problems(): string[];
  /** Errors of connections during `work` are no faults. */
  whileCut<T>(work: () => Promise<T>): Promise<T>;
}

/** The public API, and the page with its files. */
const own = /^\/(?:console(?:\/|$)|graphql$|readyz$)/;
/** What a person opens: the start, which leads to the console, and downloads by links. */
const opened = /^\/(?:$|files\/|research\/)/;

/** Faults that a browser reports by itself when a server is away. */
const ofConnections = /Failed to load resource|WebSocket connection|ERR_|Failed to fetch/;

/** Observes a page from its first request on. */
export async function observe({ page, faults }: BrowserPage, origin: string): Promise<Observed> {
  const requests: string[] = [];
  const foreign: string[] = [];
  const sockets = observeSockets(page, (url) => note(url, false));
  const violations = await observeViolations(page);
  let cut = 0;
  const note = (url: string, isOpenedByUser: boolean) => {
    requests.push(url);
    if (!isAllowed(url, origin, isOpenedByUser)) foreign.push(url);
  };
  page.on("request", (request) => note(request.url(), opensLink(request)));
  // Those of a time without connection are dropped: `faults` grows, so that they are counted by position.
  const excused = new Set<number>();
  const excuse = (from: number) => {
    for (let at = from; at < faults.length; at++) {
      if (ofConnections.test(faults[at] ?? "")) excused.add(at);
    }
  };
  const left = () => faults.filter((_, at) => !excused.has(at));
  return {
    requests,
    foreign,
    violations,
    get faults() {
      return left();
    },
    get sockets() {
      return sockets.most;
    },
    problems: () => [
      ...violations.map((one) => `a violation of the policy: ${one}`),
      ...foreign.map((one) => `a request that the console may not make: ${one}`),
      ...sockets.most > 1 ? [`${sockets.most} sockets at a time`] : [],
      ...cut === 0 ? left().map((one) => `a fault: ${one}`) : [],
    ],
    whileCut: async (work) => {
      const from = faults.length;
      cut++;
      try {
        return await work();
      } finally {
        cut--;
        excuse(from);
      }
    },
  };
}

const opensLink = (request: Request) => request.isNavigationRequest();

function isAllowed(url: string, origin: string, isOpenedByUser: boolean): boolean {
  const { protocol, pathname, host } = new URL(url);
  if (protocol === "data:" || protocol === "blob:") return true;
  if (host !== new URL(origin).host) return false;
  return own.test(pathname) || (isOpenedByUser && opened.test(pathname));
}

function observeSockets(page: Page, opened: (url: string) => void): { most: number } {
  const open = new Set<WebSocket>();
  const count = { most: 0 };
  // The sockets of a page that is left end with it, without an event. It may open one until the next page answers.
  const left = (request: Request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) open.clear();
  };
  page.on("request", left);
  page.on("response", (response) => left(response.request()));
  page.on("websocket", (socket) => {
    opened(socket.url());
    open.add(socket);
    count.most = Math.max(count.most, open.size);
    socket.on("close", () => open.delete(socket));
  });
  return count;
}

/** By a function of the page rather than by its console, whose texts change with the browser. */
async function observeViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction("reportViolation", (violation: string) => violations.push(violation));
  await page.addInitScript(`addEventListener("securitypolicyviolation", (event) =>
    reportViolation([event.effectiveDirective, event.blockedURI, event.sample].join(" ")))`);
  return violations;
}
