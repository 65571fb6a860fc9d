import { sleep } from "../../protocol/async/sleep.ts";
import { sendJson } from "../http/exchange.ts";
import { findEndpoint } from "./endpoints.ts";
import { cookieName } from "./yahoo.ts";
import type { ServerResponse } from "node:http";
import type { Ledger } from "../control/ledger.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Yahoo } from "./yahoo.ts";

function sendText(
  res: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(text);
}

const failure = (code: string, description: string) => ({
  finance: { result: null, error: { code, description } },
});

/** Serves the pages that set the cookie, and the crumb. False for other paths. */
function serveCookieAndCrumb({ req, res, path }: Exchange, yahoo: Yahoo): boolean {
  if (/^\/(finance\.yahoo\.com\/quote\/|fc\.yahoo\.com)/.test(path)) {
    const cookie =
      `${cookieName}=d=sample&S=sample; Max-Age=31557600; Domain=.yahoo.com; Path=/; Secure; HttpOnly`;
    sendText(res, 200, "<html><body>sample</body></html>", { "set-cookie": cookie });
    return true;
  }
  if (!/^\/query[12]\.finance\.yahoo\.com\/v1\/test\/getcrumb$/.test(path)) return false;
  if (!req.headers.cookie?.includes(`${cookieName}=`)) {
    sendJson(res, 401, failure("Unauthorized", "Invalid Cookie"));
  } else sendText(res, 200, yahoo.crumb(), { "content-type": "text/plain;charset=utf-8" });
  return true;
}

function serveData({ req, res, path, query }: Exchange, yahoo: Yahoo): void {
  const endpoint = findEndpoint(path);
  if (!endpoint) return sendText(res, 404, "<html><body>Not Found</body></html>");
  if (endpoint.crumb && !req.headers.cookie?.includes(`${cookieName}=`)) {
    return sendJson(res, 401, failure("Unauthorized", "Invalid Cookie"));
  }
  if (endpoint.crumb && query.get("crumb") !== yahoo.crumb()) {
    return sendJson(res, 401, failure("Unauthorized", "Invalid Crumb"));
  }
  const { status = 200, body } = endpoint.answer(endpoint.id, query, yahoo.now());
  sendJson(res, status, body);
}

/** Answers a request and records it in the ledger; `path` begins with the original host. */
export async function serveYahoo(exchange: Exchange, yahoo: Yahoo, ledger: Ledger): Promise<void> {
  const { res, path } = exchange;
  const record = ledger.begin(`yahoo.${findEndpoint(path)?.name ?? "entrance"}`);
  if (yahoo.delayMs() > 0) await sleep(yahoo.delayMs());
  if (yahoo.refuses()) sendText(res, 429, "Too Many Requests\r\n");
  else if (!serveCookieAndCrumb(exchange, yahoo)) serveData(exchange, yahoo);
  ledger.update(record, { status: res.statusCode, finishedAt: new Date().toISOString() });
}
