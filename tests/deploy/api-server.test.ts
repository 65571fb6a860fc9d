import assert from "node:assert/strict";
import { test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { type Cluster, noCluster, overlay, rendered, startCluster } from "../support/cluster.ts";
import { documentedOverlays } from "../support/documented-overlays.ts";
import { type Resource, workloads } from "../support/kubernetes.ts";

const skip = noCluster;
/** `overlays/production` of 0.1.0, as `kubectl kustomize` rendered it. Record one for each release. */
const recordedRelease = new URL("kubernetes-0.1.0.yaml", import.meta.url).pathname;
const keysOf = (all: readonly Resource[]) =>
  all.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();

/** Applies a folder, looks whether all of it is there, and applies it again, in both ways. */
async function applyAndLook(cluster: Cluster, folder: string): Promise<void> {
  const expected = await rendered(cluster, folder);
  await cluster.apply(folder);
  const before = await cluster.versions(folder);
  assert.deepEqual(Object.keys(before).sort(), keysOf(expected));
  await cluster.apply(folder);
  assert.deepEqual(await cluster.versions(folder), before, "a second time changed something");
  await cluster.apply(folder, "--server-side");
  const owned = await cluster.versions(folder);
  await cluster.apply(folder, "--server-side");
  assert.deepEqual(await cluster.versions(folder), owned, "a second time changed something");
  for (const { name, pod } of workloads(expected)) {
    assert.equal(await cluster.refusal(`${name}-pod`, pod), undefined, name);
  }
}

const overlays = ["base", "overlays/sandbox", "overlays/production"];

test(
  "an API server takes all of each overlay, also a second time, and admits its pods",
  { skip },
  async (t) => {
    await using cluster = await startCluster();
    for (const path of overlays) {
      await t.test(path, () => applyAndLook(cluster, overlay(path)));
      // One of the same release with another image cannot replace it.
      await cluster.kubectl("delete", "jobs,pods", "--all", "--namespace=tramontane");
    }
    const documented = await documentedOverlays();
    assert.ok(documented.length > 1);
    for (const one of documented) {
      await using _ = one;
      await t.test(one.title, async () => {
        await cluster.apply(one.folder);
        const found = Object.keys(await cluster.versions(one.folder));
        assert.deepEqual(found.sort(), keysOf(await rendered(cluster, one.folder)));
      });
    }
  },
);

test(
  "the release before is upgraded, and no release undoes what an autoscaler set",
  { skip },
  async () => {
    await using cluster = await startCluster();
    const { kubectl } = cluster;
    const replicasOf = (name: string, ...more: string[]) =>
      kubectl("get", "deployment", name, "--namespace=tramontane", ...more);
    const production = overlay("overlays/production");
    await kubectl("apply", `--filename=${recordedRelease}`);
    await cluster.apply(production);
    await kubectl("scale", "deployment", "worker", "--namespace=tramontane", "--replicas=7");
    await cluster.apply(production);
    const replicas = "--output=jsonpath={.spec.replicas}";
    assert.equal(await replicasOf("worker", replicas), "7");
    assert.equal(await replicasOf("mcp", replicas), "2");
  },
);

test(
  "controllers make all pods, and the least number of them that autoscalers want",
  { skip },
  async () => {
    await using cluster = await startCluster({ controllers: true });
    await cluster.apply(overlay("overlays/production"));
    const column = async (path: string, kind: string) => {
      const output = await cluster.kubectl(
        ...["get", kind, "--namespace=tramontane", "--no-headers"],
        `--output=custom-columns=X:${path}`,
      );
      return output.split("\n").sort().join(" ");
    };
    const name = ".metadata.labels.app\\.kubernetes\\.io/name";
    await poll(
      async () =>
        await column(name, "pods") === "api api mcp mcp migrate worker worker" || undefined,
      { withinMs: 120_000, everyMs: 500, what: "each deployment and job has its pods" },
    );
    await poll(
      async () =>
        await column(".status.expectedPods", "poddisruptionbudgets") === "2 2 2" || undefined,
      { withinMs: 120_000, everyMs: 500, what: "each disruption budget counts two pods" },
    );
  },
);

test(
  "refused: an unknown field, a pod that may be root; no account has any right",
  { skip },
  async () => {
    await using cluster = await startCluster();
    await cluster.apply(overlay("overlays/sandbox"));
    const pods = workloads(await rendered(cluster, overlay("overlays/sandbox")));
    for (const { name, pod } of pods) {
      const { runAsNonRoot: _, ...securityContext } = pod.securityContext;
      const root = await cluster.refusal(`${name}-root`, { ...pod, securityContext });
      assert.match(root ?? "", /violates PodSecurity "restricted:latest": runAsNonRoot != true/);
      const unknown = { ...pod, replica: 1 } as typeof pod;
      assert.match(await cluster.refusal(name, unknown) ?? "", /unknown field "spec\.replica"/);
      const account = `--as=system:serviceaccount:tramontane:${pod.serviceAccountName}`;
      const rights = await cluster.kubectl("auth", "can-i", "--list", account, "--no-headers");
      assert.match(rights, /selfsubjectreviews/);
      assert.doesNotMatch(rights, /secrets|configmaps|pods|\*\.\*/, name);
    }
  },
);
