import { sleep } from "../../protocol/async/sleep.ts";

/** An answer that the stand-in was told to give instead of its own. */
export interface CannedAnswer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
  /** Milliseconds to hold it back. */
  delayMs?: number;
}

/** A small Yahoo on a free loopback port: cookie, crumb and canned answers by path. */
export interface FakeYahoo extends AsyncDisposable {
  /** What YAHOO_URL would be. */
  readonly url: string;
  /** Paths asked for, oldest first, without the host and query. */
  readonly requests: string[];
  /** Gives these answers to the next requests whose path contains `path`, one each. */
  order(path: string, ...answers: CannedAnswer[]): void;
  /** Keeps the next request whose path contains `path` waiting; resolves when it has come. */
  hold(path: string): Promise<void>;
  /** Lets the held request go on. */
  release(): void;
  /** Makes a new crumb; calls with the old one are refused from now on. */
  rotateCrumb(): void;
  readonly crumb: string;
}

const cookieName = "A3";

/** Starts a stand-in that answers `data[path]` with JSON; other paths get 404. */
export function startFakeYahoo(
  data: (path: string, query: URLSearchParams) => unknown,
): FakeYahoo {
  const requests: string[] = [];
  const ordered = new Map<string, CannedAnswer[]>();
  let generation = 1;
  let held: { path: string; came: () => void; gone: Promise<void> } | undefined;
  let release = () => {};
  const crumb = () => `cr.umb/${generation}secret`;

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, , host = "", ...rest] = url.pathname.split("/");
    const path = `/${rest.join("/")}`;
    requests.push(path);
    if (held && path.includes(held.path)) {
      const { came, gone } = held;
      held = undefined;
      came();
      await gone;
    }
    const order = [...ordered].find(([part, answers]) => path.includes(part) && answers.length > 0)
      ?.[1].shift();
    if (order) return await give(order);
    if (host === "finance.yahoo.com") return page();
    if (path === "/v1/test/getcrumb") {
      const known = request.headers.get("cookie")?.includes(`${cookieName}=`);
      return known ? new Response(crumb()) : new Response("no cookie", { status: 401 });
    }
    const given = url.searchParams.get("crumb");
    if (given !== null && given !== crumb()) return invalidCrumb();
    const found = data(path, url.searchParams);
    if (found instanceof Response) return found;
    return found === undefined ? new Response("<html>", { status: 404 }) : Response.json(found);
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  return {
    url: `http://127.0.0.1:${server.addr.port}/yahoo`,
    requests,
    order: (path, ...answers) => void ordered.set(path, answers),
    hold(path) {
      const gone = new Promise<void>((resolve) => release = resolve);
      return new Promise((came) => held = { path, came, gone });
    },
    release: () => release(),
    rotateCrumb: () => void generation++,
    get crumb() {
      return crumb();
    },
    async [Symbol.asyncDispose]() {
      release();
      await server.shutdown();
    },
  };
}

function page(): Response {
  const cookie = `${cookieName}=d=abc; Domain=.yahoo.com; Path=/; Secure; Max-Age=31536000`;
  return new Response("<html>", { headers: { "set-cookie": cookie } });
}

function invalidCrumb(): Response {
  const error = { code: "Unauthorized", description: "Invalid Crumb" };
  return Response.json({ finance: { result: null, error } }, { status: 401 });
}

async function give(order: CannedAnswer): Promise<Response> {
  const { status, body = "", headers, delayMs } = order;
  if (delayMs) await sleep(delayMs);
  return new Response(body, { status, headers });
}
