import { test } from "node:test";
import { checkImages } from "../../dev/offline/images/check.ts";

test("each process starts from the files that its Dockerfile builds, read-only and as another user", async (t) => {
  await checkImages((line) => t.diagnostic(line));
});
