import { sleep } from "../../protocol/async/sleep.ts";

/** A response that replaces the normal one. */
export interface CannedAnswer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
  /** Delay, ms. */
  delayMs?: number;
}

/** A small fake of Yahoo on a free loopback port: cookie, crumb and responses by path. */
export interface FakeYahoo extends AsyncDisposable {
  /** Value of YAHOO_URL. */
  readonly url: string;
  /** Requested paths, the oldest first, without host and query. */
  readonly requests: string[];
  /** The next requests whose path contains `path` get these answers, one each. */
  order(path: string, ...answers: CannedAnswer[]): void;
  /** Blocks the next request whose path contains `path`; resolves when it has arrived. */
  blockNext(path: string): Promise<void>;
  /** Continues the blocked request. */
  release(): void;
  /** Creates a new crumb. Requests with the old one are refused. */
  rotateCrumb(): void;
  readonly crumb: string;
}

const cookieName = "A3";

/** Starts a fake that answers `data[path]` as JSON, and 404 for other paths. */
export function startFakeYahoo(
  data: (path: string, query: URLSearchParams) => unknown,
): FakeYahoo {
  const requests: string[] = [];
  const ordered = new Map<string, CannedAnswer[]>();
  let generation = 1;
  let blocked: { path: string; arrived: () => void; released: Promise<void> } | undefined;
  let release = () => {};
  const crumb = () => `cr.umb/${generation}secret`;

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, , host = "", ...rest] = url.pathname.split("/");
    const path = `/${rest.join("/")}`;
    requests.push(path);
    if (blocked && path.includes(blocked.path)) {
      const { arrived, released } = blocked;
      blocked = undefined;
      arrived();
      await released;
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
    blockNext(path) {
      const released = new Promise<void>((resolve) => release = resolve);
      return new Promise((arrived) => blocked = { path, arrived, released });
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
