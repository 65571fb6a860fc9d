import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { Reads } from "../../schema/ports/reads.ts";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { Requester } from "../auth/requester.ts";
import { writeGrant } from "../files/link-grant.ts";
import type { Linked } from "../files/link-access.ts";
import { reportFiles, type ReportParts, serveReport } from "./serve-report.ts";
import { sampleReportData } from "./testing/sample-report.ts";

const key = new Uint8Array(32).fill(7);
const now = Date.parse("2026-11-23T05:30:00.000Z");
const hour = 60 * 60_000;
const { report, run, usage, tools } = sampleReportData();
const phase = { id: "phase_1", researchId: run.id, kind: "WRITE", round: 1, outcome: report };

/** A record of one run with one report. */
const reads = {
  researchPhase: (id) => Promise.resolve(id === phase.id ? phase : null),
  researchRun: () => Promise.resolve(run),
  phasesOfRun: () => Promise.resolve([phase]),
  usageOfRun: () => Promise.resolve(usage),
  entry: (id) => Promise.resolve({ kind: "tool", ...tools.get(id), id }),
} as Partial<Record<keyof Reads, (id: string) => Promise<unknown>>> as unknown as Reads;

const opened: Linked[] = [];
const mayOpen = (_: Requester, linked: Linked) => Promise.resolve(opened.push(linked) > 0);
const access = { key, readsOf: () => reads, access: { isRevoked: () => false, mayOpen } };
const get = (path: string, at = now, method = "GET", over: Partial<ReportParts> = {}) =>
  serveReport(new Request(`http://127.0.0.1:4000${path}`, { method }), {
    ...access,
    ...over,
    now: () => at,
  });
const [page, markdown, json, csv] = reportFiles(key, "phase_1", now);

test("a report is served by its links, as a page and as Markdown to save", async () => {
  const shown = await get(page?.url ?? "");
  assert.equal(shown.status, 200);
  assert.equal(shown.headers.get("content-type"), "text/html; charset=utf-8");
  assert.match(shown.headers.get("content-security-policy") ?? "", /^default-src 'none'/);
  assert.equal(shown.headers.get("x-content-type-options"), "nosniff");
  assert.match(await shown.text(), /^<!doctype html>[^]*NVIDIA against AMD/);
  const kept = await get(markdown?.url ?? "");
  assert.equal(kept.headers.get("content-type"), "text/markdown; charset=utf-8");
  assert.match(kept.headers.get("content-disposition") ?? "", /^attachment/);
  assert.match(await kept.text(), /^# NVIDIA against AMD/);
});

test("a report is served as JSON, and its figures as CSV, under a name of title and date", async () => {
  assert.deepEqual([json?.type, csv?.type], ["application/json", "text/csv"]);
  const document = await get(json?.url ?? "");
  assert.equal(document.headers.get("content-type"), "application/json");
  assert.equal(
    document.headers.get("content-disposition"),
    'attachment; filename="NVIDIA against AMD the leader keeps its distance 2026-11-23.json"; ' +
      "filename*=UTF-8''NVIDIA%20against%20AMD%20the%20leader%20keeps%20its%20distance%202026-11-23.json",
  );
  assert.equal((await document.json()).format, "tramontane-report");
  const table = await get(csv?.url ?? "");
  assert.equal(table.headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(await table.text(), /^symbol,figure,value,unit/);
});

test("a report is compressed for a client that accepts it, with the same content", async () => {
  const url = `http://127.0.0.1:4000${page?.url}`;
  const headers = { "accept-encoding": "gzip" };
  const parts = { ...access, now: () => now };
  const packed = await serveReport(new Request(url, { headers }), parts);
  assert.equal(packed.headers.get("content-encoding"), "gzip");
  assert.equal(packed.headers.get("vary"), "accept-encoding");
  const plain = await get(page?.url ?? "");
  assert.equal(gunzipSync(await packed.arrayBuffer()).toString(), await plain.text());
});

test("a link expires when it says, between one and two hours after it was made", async () => {
  const ends = page?.expiresAt.getTime() ?? 0;
  assert.ok(ends >= now + hour && ends <= now + 2 * hour);
  assert.equal((await get(page?.url ?? "", ends - 1)).status, 200);
  assert.equal((await get(page?.url ?? "", ends)).status, 410);
});

test("a link is valid for its own file and key only", async () => {
  const url = page?.url ?? "";
  const later = url.replace(/expires=(\d+)/, (_, s) => `expires=${Number(s) + 3_600}`);
  const other = reportFiles(new Uint8Array(32), "phase_1", now)[0]?.url ?? "";
  const wrong = [url.replace("html", "md"), url.replace("phase_1", "phase_2"), later, other];
  for (const path of [...wrong, "/research/phase_1/report.html"]) {
    assert.equal((await get(path)).status, 403, path);
  }
});

test("an unknown report is not found, and only GET is served", async () => {
  const [gone] = reportFiles(key, "phase_gone", now);
  assert.equal((await get(gone?.url ?? "")).status, 404);
  assert.equal((await get("/research/research_1")).status, 404);
  assert.equal((await get(page?.url ?? "", now, "POST")).status, 405);
});

const bob: Principal = {
  ...localPrincipal,
  tenant: "acme",
  kind: "USER",
  subject: "bob",
  roles: [],
};
const linksOf = (principal: Principal) => {
  const owner = { grant: writeGrant({ principal, reason: null }), until: null };
  return reportFiles(key, "phase_1", now, owner).map(({ url }) => url);
};
const linkOf = (principal: Principal) => linksOf(principal)[0] ?? "";

test("a page shows usage and cost to an owner of the link who may read them, and else none", async () => {
  const shown = async (path: string) => await (await get(path)).text();
  const cost = /<\/code>: \d+ /;
  assert.match(await shown(page?.url ?? ""), cost);
  assert.match(await shown(linkOf({ ...bob, roles: ["developer"] })), cost);
  const hidden = await shown(linkOf({ ...bob, roles: ["member"] }));
  assert.match(hidden, /NVIDIA against AMD/);
  assert.doesNotMatch(hidden, cost);
  const [foot = ""] = /<footer[^]*<\/footer>/.exec(hidden) ?? [];
  assert.doesNotMatch(foot, /cost|paid|calls/i);
});

const textsOf = (links: string[], over: Partial<ReportParts> = {}) =>
  Promise.all(links.map(async (link) => await (await get(link, now, "GET", over)).text()));

test("no file of a report has arguments of tool calls without `conversations:read:detail`", async () => {
  const given = /period(Type)?\W+quarterly|period quarterly/;
  const [page, , json, csv] = await textsOf(linksOf({ ...bob, roles: ["developer"] }));
  for (const text of [page, json, csv]) assert.match(text ?? "", given);
  for (const text of await textsOf(linksOf({ ...bob, roles: ["member"] }))) {
    assert.doesNotMatch(text, given);
  }
  const session = { ...bob, kind: "SESSION" as const, scopes: ["research:read" as const] };
  for (const text of await textsOf(linksOf(session))) assert.doesNotMatch(text, given);
});

test("a file is written from what the owner of the link may read, without tool calls of others", async () => {
  const asked: string[] = [];
  const readsOf = ({ principal }: Requester) => {
    asked.push(principal.subject);
    return { ...reads, entry: () => Promise.resolve(null) };
  };
  const texts = await textsOf(linksOf({ ...bob, roles: ["viewer"] }), { readsOf });
  assert.deepEqual(asked, ["bob", "bob", "bob", "bob"]);
  for (const text of texts) assert.doesNotMatch(text, /get_income_statement/);
});

test("a link ends when its owner may no longer read the run", async () => {
  opened.length = 0;
  const link = linkOf(bob);
  assert.equal((await get(link)).status, 200);
  assert.deepEqual(opened, [{ kind: "phase", id: "phase_1" }]);
  const asked: string[] = [];
  const refusing = {
    isRevoked: () => false,
    mayOpen: ({ principal }: Requester) => Promise.resolve(asked.push(principal.subject) === 0),
  };
  const refused = await get(link, now, "GET", { access: refusing });
  assert.deepEqual([refused.status, refused.headers.get("cache-control")], [403, "no-store"]);
  assert.deepEqual(asked, ["bob"]);
});
