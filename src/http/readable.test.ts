import assert from "node:assert/strict";
import { test } from "node:test";
import { problem } from "./problem.ts";
import { readable } from "./readable.ts";

const browser = { accept: "text/html,*/*;q=0.8", "sec-fetch-dest": "document" };
const answer = (headers: Record<string, string>, response: Response) =>
  readable(new Request("http://127.0.0.1:4000/x", { headers }), response);
const expired = () =>
  problem(410, "LINK_EXPIRED", `<b>"Expired" & gone</b>`, { "retry-after": "2" });

test("a person reads an error as a page, in which nothing of its text is markup", async () => {
  const page = await answer(browser, expired());
  assert.equal(page.status, 410);
  assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(page.headers.get("retry-after"), "2");
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  const html = await page.text();
  assert.match(html, /<h1>410 Gone<\/h1>/);
  assert.match(html, /&#60;b&#62;&#34;Expired&#34; &#38; gone/);
});

test("programs, scripts of a page and frames get the error as it is", async () => {
  const { accept } = browser;
  const others: Record<string, string>[] = [
    {},
    { accept: "application/json" },
    { accept, "sec-fetch-dest": "empty" },
    { accept, "sec-fetch-dest": "iframe" },
  ];
  for (const headers of others) {
    assert.equal((await (await answer(headers, expired())).json()).errors.length, 1);
  }
});

test("an answer that is no error, and one without a message, stay", async () => {
  const good = Response.json({ errors: [{ message: "x" }] });
  assert.equal(await answer(browser, good), good);
  const readiness = Response.json({ ready: false }, { status: 503 });
  assert.equal(await answer(browser, readiness), readiness);
  assert.deepEqual(await readiness.json(), { ready: false });
});
