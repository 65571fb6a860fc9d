import assert from "node:assert/strict";
import { test } from "node:test";
import { webAddress } from "./web-address.ts";

test("only an address of the web is a link", () => {
  for (
    const url of [
      ...[
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjava\nscript:alert(1)",
        "data:text/html,x",
      ],
      ...[
        "file:///etc/passwd",
        "vscode://x",
        "blob:https://a.example/1",
        "/console",
        "//a",
        "",
        null,
      ],
    ]
  ) assert.equal(webAddress(url), null, String(url));
  assert.equal(webAddress("https://a.example/b")?.hostname, "a.example");
});
