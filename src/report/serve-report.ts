import { reportMarkdown } from "../../protocol/research/report-markdown.ts";
import type { ReportFile } from "../../schema/context.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import { readsDetailOf } from "../../protocol/auth/detail.ts";
import type { Requester } from "../auth/requester.ts";
import { chooseEncoding, encodeBody } from "../http/content-encoding.ts";
import { grantsOf } from "../../protocol/auth/principal.ts";
import { type LinkAccess, refusedLink } from "../files/link-access.ts";
import { readGrant } from "../files/link-grant.ts";
import { contentDisposition, fileNameOf } from "../files/content-disposition.ts";
import { linkProblem, uncachedProblem } from "../files/link-problem.ts";
import { type LinkOwner, signedPath, verifyPath } from "../files/signed-link.ts";
import { type ReportData, reportData, type Shown } from "./report-data.ts";
import { reportPage, reportPolicy } from "./page.ts";
import { reportCsv } from "./report-csv.ts";
import { reportDocument } from "./report-document.ts";

/** The dependencies of serving a report. */
export interface ReportParts {
  key: Uint8Array;
  /** What the owner of a link reads with: no more than with a query. */
  readsOf: (owner: Requester) => Reads;
  access: LinkAccess;
  /** The current time, ms. */
  now?: () => number;
}

/** The files of a report. A page is shown, all others are saved. */
const files = {
  html: { type: "text/html; charset=utf-8", place: "inline", write: reportPage },
  md: {
    type: "text/markdown; charset=utf-8",
    place: "attachment",
    write: ({ report, run, verdict }: ReportData) => reportMarkdown(report, run, verdict),
  },
  json: {
    type: "application/json",
    place: "attachment",
    write: (data: ReportData) => `${JSON.stringify(reportDocument(data), null, 2)}\n`,
  },
  csv: { type: "text/csv; charset=utf-8", place: "attachment", write: reportCsv },
} as const;
type Ending = keyof typeof files;
const endings = Object.keys(files) as Ending[];
const path = new RegExp(`^/research/(phase_[^/]+)/report\\.(${endings.join("|")})$`);

/** Links to the report of a phase: as a page, as Markdown, as JSON, and its figures as CSV, valid for one to two hours from `now`, ms. */
export function reportFiles(
  key: Uint8Array,
  phaseId: string,
  now: number,
  owner?: LinkOwner,
): ReportFile[] {
  return endings.map((ending) => {
    const { url, expires } = signedPath(key, `/research/${phaseId}/report.${ending}`, now, owner);
    return {
      type: files[ending].type.split(";")[0] ?? "",
      url,
      expiresAt: new Date(expires * 1_000),
    };
  });
}

/**
 * Serves a report by its link. 403: the link was not made here, or its owner may no longer read the run; 410: it has
 * expired; 404: there is no such report. A model wrote its text from what it read: the page may not run or fetch
 * anything. Usage and the arguments of tool calls are shown to who may read them.
 */
export async function serveReport(request: Request, parts: ReportParts): Promise<Response> {
  if (request.method !== "GET") return uncachedProblem(405, "METHOD_NOT_ALLOWED", "Use GET.");
  const url = new URL(request.url);
  const [, phaseId, ending] = path.exec(url.pathname) ?? [];
  if (!phaseId) return uncachedProblem(404, "NOT_FOUND", "There is no such path.");
  const link = verifyPath(parts.key, url, (parts.now ?? Date.now)());
  if (link.state !== "valid") return linkProblem(link.state, "Report.downloads");
  const owner = readGrant(link.grant);
  const refused = await refusedLink(parts.access, owner, { kind: "phase", id: phaseId });
  if (refused) return refused;
  const data = await reportData(parts.readsOf(owner), phaseId, shownTo(owner));
  if (!data) return uncachedProblem(404, "NOT_FOUND", "There is no report with this id.");
  return await fileOf(data, ending as Ending, request.headers.get("accept-encoding"));
}

/** The same as the fields of the schema require. */
const shownTo = ({ principal, reason }: Requester): Shown => ({
  usage: grantsOf(principal)["usage:read"] !== undefined,
  detail: readsDetailOf("conversation", principal, reason),
});

async function fileOf(
  data: ReportData,
  ending: Ending,
  acceptEncoding: string | null,
): Promise<Response> {
  const { type, place, write } = files[ending];
  const day = data.writtenAt.toISOString().slice(0, 10);
  const encoding = chooseEncoding(acceptEncoding);
  return new Response(await encodeBody(write(data), encoding), {
    headers: {
      ...(encoding !== "identity" && { "content-encoding": encoding }),
      "vary": "accept-encoding",
      "content-type": type,
      "content-disposition": contentDisposition(
        place,
        fileNameOf(`${data.report.title.slice(0, 80)} ${day}`, ending),
      ),
      "content-security-policy": `${reportPolicy}; frame-ancestors 'none'`,
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
