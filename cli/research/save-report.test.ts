import assert from "node:assert/strict";
import { test } from "node:test";
import { reportFiles, saveReport } from "./save-report.ts";

const expiresAt = "2026-11-23T12:00:00Z";
const report = {
  title: "NVDA & AMD: ../what “was” found",
  markdown: "# text\n",
  downloads: [
    { type: "text/html; charset=utf-8", url: "/files/r?key=k", expiresAt },
    { type: "application/pdf", url: "/files/p", expiresAt },
  ],
};

test("files are named after the report, stay in their folder, and have absolute addresses", () => {
  assert.deepEqual(reportFiles(report, "research_0123ABCDEFGH", "http://127.0.0.1:4000/graphql"), [
    { name: "nvda-amd-what-was-found-abcdefgh.md", url: null, text: "# text\n" },
    {
      name: "nvda-amd-what-was-found-abcdefgh.html",
      url: "http://127.0.0.1:4000/files/r?key=k",
      text: "",
    },
  ]);
});

test("a downloaded file is written, and a failed download leaves no empty file", async () => {
  await using server = Deno.serve({ port: 0, onListen: () => {} }, ({ url }) => {
    const found = new URL(url).pathname === "/there";
    return new Response(found ? "<html>" : "gone", { status: found ? 200 : 410 });
  });
  const folder = await Deno.makeTempDir({ prefix: "tramontane-report-" });
  const file = (path: string) => ({
    name: "a.html",
    url: `http://127.0.0.1:${server.addr.port}${path}`,
    text: "",
  });
  const [path = ""] = await saveReport(`${folder}/new`, [file("/there")]);
  assert.equal(await Deno.readTextFile(path), "<html>");
  await assert.rejects(saveReport(folder, [file("/gone")]), /HTTP 410/);
  await assert.rejects(Deno.stat(`${folder}/a.html`));
  await Deno.remove(folder, { recursive: true });
});
