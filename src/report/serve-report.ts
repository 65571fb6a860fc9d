import { reportMarkdown } from "../../protocol/research/report-markdown.ts";
import type { ReportFile } from "../../schema/context.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import { chooseEncoding, encodeBody } from "../http/content-encoding.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { readGrant } from "../files/link-grant.ts";
import { linkProblem, revokedLink, uncachedProblem } from "../files/link-problem.ts";
import { signedPath, verifyPath } from "../files/signed-link.ts";
import { type ReportData, reportData } from "./report-data.ts";
import { reportPage, reportPolicy } from "./page.ts";

/** The dependencies of serving a report. */
export interface ReportParts {
  key: Uint8Array;
  /** The reads of a tenant. */
  readsOf: (tenant: string) => Reads;
  /** True if the link of this principal may no longer be used. */
  isRevoked: (principal: Principal) => boolean;
  /** The current time, ms. */
  now?: () => number;
}

const types = { html: "text/html", md: "text/markdown" } as const;
type Ending = keyof typeof types;

/** Links to the report of a phase, as a page and as Markdown, valid for one to two hours from `now`, ms. */
export function reportFiles(
  key: Uint8Array,
  phaseId: string,
  now: number,
  grant = "",
): ReportFile[] {
  return (["html", "md"] as const).map((ending) => {
    const { url, expires } = signedPath(key, `/research/${phaseId}/report.${ending}`, now, grant);
    return { type: types[ending], url, expiresAt: new Date(expires * 1_000) };
  });
}

/**
 * Serves a report by its link. 403: the link was not made here, or for a principal whose access was revoked; 410: it has expired; 404: there is no such report. A
 * model wrote its text from what it read: the page may not run or fetch anything.
 */
export async function serveReport(request: Request, parts: ReportParts): Promise<Response> {
  if (request.method !== "GET") return uncachedProblem(405, "METHOD_NOT_ALLOWED", "Use GET.");
  const url = new URL(request.url);
  const [, phaseId, ending] = /^\/research\/(phase_[^/]+)\/report\.(html|md)$/.exec(url.pathname) ??
    [];
  if (!phaseId) return uncachedProblem(404, "NOT_FOUND", "There is no such path.");
  const link = verifyPath(parts.key, url, (parts.now ?? Date.now)());
  if (link.state !== "valid") return linkProblem(link.state, "Report.downloads");
  const principal = readGrant(link.grant);
  if (parts.isRevoked(principal)) return revokedLink();
  const data = await reportData(parts.readsOf(principal.tenant), phaseId);
  if (!data) return uncachedProblem(404, "NOT_FOUND", "There is no report with this id.");
  return await fileOf(data, ending as Ending, request.headers.get("accept-encoding"));
}

async function fileOf(
  data: ReportData,
  ending: Ending,
  acceptEncoding: string | null,
): Promise<Response> {
  const { report, run } = data;
  const body = ending === "html" ? reportPage(data) : reportMarkdown(report, run);
  const place = ending === "html" ? "inline" : "attachment";
  const encoding = chooseEncoding(acceptEncoding);
  return new Response(await encodeBody(body, encoding), {
    headers: {
      ...(encoding !== "identity" && { "content-encoding": encoding }),
      "vary": "accept-encoding",
      "content-type": `${types[ending]}; charset=utf-8`,
      "content-disposition": `${place}; filename="research-report.${ending}"`,
      "content-security-policy": `${reportPolicy}; frame-ancestors 'none'`,
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
