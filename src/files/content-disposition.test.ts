import assert from "node:assert/strict";
import { test } from "node:test";
import { contentDisposition, fileNameOf } from "./content-disposition.ts";

test("a name is given in ASCII and in UTF-8", () => {
  assert.equal(
    contentDisposition("attachment", "Über Größe (1), 2026.md"),
    "attachment; filename=\"Uber Gro_e (1), 2026.md\"; filename*=UTF-8''%C3%9Cber%20Gr%C3%B6%C3%9Fe%20%281%29%2C%202026.md",
  );
});

test("a hostile title ends no header, names no folder, and is cut without half a character", () => {
  const name = fileNameOf('../..\\a"\r\nset-cookie: x=1; filename=y\u0000', "csv");
  assert.doesNotMatch(name, /[\\/"\r\n:]|^\./);
  assert.match(contentDisposition("inline", name), /^[\x20-\x7e]+$/);
  assert.equal(fileNameOf("...", "md"), "file.md");
  const long = fileNameOf(`a${"😀".repeat(80)}`, "md");
  assert.ok(long.isWellFormed() && long.length <= 103);
  assert.doesNotThrow(() => contentDisposition("inline", long));
});
