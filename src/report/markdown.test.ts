import assert from "node:assert/strict";
import { test } from "node:test";
import { markdownHtml } from "./markdown.ts";

const shown = (markdown: string) => markdownHtml(markdown).html;

test("headings begin at the third level and leave none out, whatever level the model began with", () => {
  const levels = (markdown: string) =>
    shown(markdown).match(/<h\d>/g)?.map((tag) => tag[2]).join("");
  assert.equal(levels("# a\n\n## b\n\n### c\n\n## d\n\n# e"), "34543");
  assert.equal(levels("#### a\n\n###### b\n\n#### c"), "343");
  assert.equal(levels("## a\n\n# b\n\n### c"), "334");
  assert.equal(levels("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6"), "345666");
  assert.match(shown("# a\n\nb\n==="), /<h3>a<\/h3>\s*<h3>b<\/h3>/);
});

test("lists, quotes and code keep their structure; a table scrolls in its box, with headers for its columns", () => {
  assert.match(shown("- a\n  - b\n    1. c"), /<ul>\s*<li>a\s*<ul>\s*<li>b\s*<ol>\s*<li>c/);
  assert.match(shown("> a\n> > b"), /<blockquote>\s*<p>a<\/p>\s*<blockquote>/);
  assert.match(shown("```js\n1 < 2\n```"), /<pre tabindex="0"><code class="language-js">1 &lt; 2/);
  const table = shown("| | A |\n|---|---:|\n| b | 1 |");
  assert.match(table, /^<div class="scroll" tabindex="0"><table>[^]*<\/table><\/div>$/);
  assert.match(table, /<td><\/td>\s*<th scope="col" align="right">A<\/th>/);
});

const hostile = [
  "<script>x()</script>",
  "<img src=x onerror=x()>",
  "<table onclick=x()><pre><h1>",
  "<!-- --><style>*{}</style>",
  "[a](javascript:x())",
  "[a](JaVaScRiPt:x())",
  "[a](&#106;avascript:x())",
  "[a](data:text/html,x)",
  "[a](vbscript:x)",
  "[a](//evil.example)",
  "[a](/graphql)",
  "<javascript:x()>",
  '[a](https://a.example "\\" onmouseover=\\"x()")',
  '[a](<https://a.example/"onclick="x()>)',
  "[a][b]\n\n[b]: javascript:x()",
  "![a](https://evil.example/a.png)",
  '```"onclick=x()\n<script>\n```',
  "`<pre><table>`",
  "| <img src=x> | `a\\|<script>` |\n|---|---|\n| [x](javascript:x()) | <b onclick=x()> |",
  "# <img src=x onerror=x()>",
  "\u0000<script\u0000>",
  "\ud800<script>",
];

test("markup and addresses of a model are harmless, in each place", () => {
  const allowed =
    /^<\/?(p|h[3-6]|ul|ol|li|blockquote|pre|code|em|strong|hr|br|a|table|thead|tbody|tr|th|td|div)$/;
  for (const text of [...hostile, hostile.join("\n\n"), hostile.map((h) => `- ${h}`).join("\n")]) {
    for (const tag of shown(text).match(/<[^>]*>/g) ?? []) {
      assert.match(/^<\/?[^\s>/]+/.exec(tag)?.[0] ?? "", allowed, `${text} gives ${tag}`);
      const attributes = [...tag.replace(/^<\S+/, "").matchAll(/([\w-]+)="[^"]*"/g)];
      const names = attributes.map(([, name = ""]) => name);
      const known = ["href", "rel", "align", "class", "tabindex", "scope", "start"];
      assert.deepEqual(names.filter((name) => !known.includes(name)), [], tag);
      assert.match(tag.replaceAll(/="[^"]*"/g, ""), /^<\/?[\w\s/-]+>$/, tag);
      const href = /href="([^"]*)"/.exec(tag)?.[1];
      assert.ok(href === undefined || /^https?:\/\//.test(href), tag);
    }
  }
});

test("deep nesting ends, and its text is kept", () => {
  const deep = `${"> ".repeat(300)}a\n\n${"- ".repeat(300)}b`;
  assert.match(shown(deep), /a[^]*b/);
});

test("no character reverses the digits after it", () => {
  assert.doesNotMatch(
    markdownHtml("&#x202e;18.3 &#8294;5 \u202e7").html,
    /[\u202a-\u202e\u2066-\u2069]/,
  );
});
