import assert from "node:assert/strict";
import { test } from "node:test";
import { wrapperModule } from "./build-programs.ts";

test("parts of Kubernetes that it takes from its own repository come from their published modules", () => {
  const text = wrapperModule([
    "module k8s.io/kubernetes",
    "go 1.26.0",
    "require github.com/x/y v1.0.0",
    "replace (",
    "\tk8s.io/api => ./staging/src/k8s.io/api",
    "\tk8s.io/client-go => ./staging/src/k8s.io/client-go",
    ")",
  ].join("\n"));
  assert.deepEqual(text.trim().split("\n"), [
    "module tramontane/cluster",
    "go 1.26.0",
    "require k8s.io/kubernetes v1.36.3",
    "require go.etcd.io/etcd/server/v3 v3.6.8",
    "replace k8s.io/api => k8s.io/api v0.36.3",
    "replace k8s.io/client-go => k8s.io/client-go v0.36.3",
  ]);
});
