import assert from "node:assert/strict";
import { before, test } from "node:test";
import { parseAllDocuments } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { exists } from "../../cli/build/build-folder.ts";
import { goToolPath, kubernetesSchemas } from "../../dev/offline/go-tools.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import {
  environmentOf,
  render,
  type Resource,
  schemaFaults,
  type Workload,
  workloads,
} from "../support/kubernetes.ts";
import { processVariables, secretOf, serverVariables } from "../support/process-variables.ts";

const overlays = ["base", "overlays/sandbox", "overlays/production"] as const;
const root = `${repositoryRoot}/deploy/kubernetes`;
const env = Deno.env.toObject();
const missing = await exists(goToolPath("kustomize", env)) && await exists(kubernetesSchemas(env))
  ? false
  : "kustomize and the schemas are not in the cache folder: the gate gets them where there is Go";
const rendered: Record<string, Resource[]> = {};
before(async () => {
  if (!missing) { for (const one of overlays) rendered[one] = await render(one); }
});

/** A test of every overlay, for which kustomize is needed. */
function each(title: string, look: (all: Resource[], overlay: string) => void | Promise<void>) {
  test(title, { skip: missing }, async () => {
    for (const overlay of overlays) await look(rendered[overlay] ?? [], overlay);
  });
}

const named = (all: readonly Resource[], kind: string) =>
  all.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);

test("each file is a list of objects, and each object is rendered", async () => {
  for (const overlay of overlays) {
    const read = async (path: string) => parseAllDocuments(await Deno.readTextFile(path));
    const [own] = await read(`${root}/${overlay}/kustomization.yaml`);
    const listed = JSON.stringify(own?.toJS());
    for await (const { name } of Deno.readDir(`${root}/${overlay}`)) {
      for (const one of await read(`${root}/${overlay}/${name}`)) {
        assert.deepEqual(one.errors, [], name);
      }
      assert.ok(
        name === "kustomization.yaml" || listed.includes(`"${name}"`),
        `${overlay}/${name}`,
      );
    }
  }
});

each("every object matches the schemas of Kubernetes", async (all) => {
  assert.ok(all.length > 20);
  assert.deepEqual(await schemaFaults(all), []);
});

test("an unknown field is found", { skip: missing }, async () => {
  const [deployment] = rendered.base?.filter(({ kind }) => kind === "Deployment") ?? [];
  assert.ok(deployment);
  const wrong = { ...deployment, spec: { ...deployment.spec, replica: 2, replicas: "2" } };
  assert.equal((await schemaFaults([wrong])).length, 2);
});

each("each named account, ConfigMap, claim and scaled deployment exists", (all) => {
  for (const one of workloads(all)) {
    assert.ok(named(all, "ServiceAccount").includes(one.pod.serviceAccountName), one.name);
    assert.doesNotMatch(Object.keys(environmentOf(one, all)).join(), /there is no ConfigMap/);
    const volumes = one.pod.volumes.map(({ name }) => name);
    for (const mount of one.container.volumeMounts) assert.ok(volumes.includes(mount.name));
  }
  const claims = all.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  for (const { spec } of claims) {
    assert.ok(named(all, "Deployment").includes(spec.scaleTargetRef.name));
  }
  for (const { spec } of all.filter(({ kind }) => kind === "Service")) {
    const name = spec.selector["app.kubernetes.io/name"];
    const pods = workloads(all).find((one) => one.name === name);
    assert.ok(pods?.container.ports?.some(({ name }) => name === spec.ports[0].targetPort), name);
  }
});

each("manifests name secrets without values, exactly those of docs/operations.md", async (all) => {
  assert.deepEqual(named(all, "Secret"), []);
  const text = await Deno.readTextFile(`${repositoryRoot}/docs/operations.md`);
  for (const one of workloads(all)) {
    for (const { name, secret } of one.pod.volumes) {
      const key = secret?.items[0]?.path;
      if (secret) assert.match(text, new RegExp(`\`${secret.secretName}\`\\s*\\| \`${key}\``));
      const mount = one.container.volumeMounts.find((m) => m.name === name);
      assert.ok(!secret || mount?.readOnly, `${one.name}: ${name}`);
    }
    for (const [variable, value] of Object.entries(environmentOf(one, all))) {
      if (/(TOKEN|KEY|DATABASE_URL)$/.test(variable)) assert.equal(value, "emulator", variable);
      if (!variable.endsWith("_FILE")) continue;
      const mount = one.container.volumeMounts.find((m) => value.startsWith(`${m.mountPath}/`));
      const volume = one.pod.volumes.find((v) => v.name === mount?.name);
      assert.equal(volume?.secret?.items[0]?.path, value.split("/").at(-1), variable);
    }
  }
});

each("each process gets variables that it reads, with valid values", async (all) => {
  const servers = serverVariables(await Deno.readTextFile(`${repositoryRoot}/mcp/servers.json`));
  for (const one of workloads(all)) {
    const { named = [], load } = processVariables[one.name] ?? {};
    const given = environmentOf(one, all);
    // One ConfigMap serves API and worker: each ignores the other's variables.
    const shared = ["MODEL_PROVIDER", "RETENTION_DAYS"];
    const known = [...named, ...shared, ...(one.name === "worker" ? servers : [])];
    assert.deepEqual(Object.keys(given).filter((key) => !known.includes(key)), [], one.name);
    assert.doesNotThrow(() => load?.({ SANDBOX_HOME: "/app/state", ...given }, secretOf), one.name);
  }
});

each("pods are restricted: no token, not root, read-only, no capability, with limits", (all) => {
  for (const { name, pod, container } of workloads(all)) {
    assert.equal(pod.automountServiceAccountToken, false, name);
    const { runAsNonRoot, runAsUser, seccompProfile } = pod.securityContext;
    assert.deepEqual([runAsNonRoot, runAsUser, seccompProfile], [true, 10_001, {
      type: "RuntimeDefault",
    }]);
    assert.deepEqual(container.securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    const { requests, limits } = container.resources;
    assert.ok(requests.cpu && requests.memory && limits.memory, name);
  }
  for (const one of all.filter(({ kind }) => kind === "ServiceAccount")) {
    assert.equal(one.automountServiceAccountToken, false);
  }
});

each("probes use the port that the process listens on and a host name that it accepts", (all) => {
  const deployed = workloads(all).filter(({ resource }) => resource.kind === "Deployment");
  for (const one of deployed) {
    const { container, name } = one;
    const given = environmentOf(one, all);
    const port = given[name === "api" ? "PORT" : `${name.toUpperCase()}_PORT`];
    assert.equal(String(container.ports?.[0]?.containerPort), port, name);
    assert.equal(given[name === "api" ? "HOST" : `${name.toUpperCase()}_HOST`], "0.0.0.0", name);
    const paths = ["startupProbe", "livenessProbe", "readinessProbe"].map((probe) => {
      const { httpGet } = container[probe as "startupProbe"] ?? {};
      assert.deepEqual(httpGet?.httpHeaders, [{ name: "Host", value: `127.0.0.1:${port}` }], name);
      return httpGet?.path;
    });
    assert.deepEqual(paths, ["/livez", "/livez", "/readyz"], name);
  }
});

each("a stopping pod has more time than an answer takes", (all) => {
  for (const one of workloads(all).filter(({ name }) => name === "worker")) {
    const graceMs = Number(environmentOf(one, all).SHUTDOWN_GRACE_MS);
    const seconds = one.pod.terminationGracePeriodSeconds ?? 30;
    assert.ok(seconds * 1_000 >= graceMs + 10_000);
  }
});

each(
  "only worker and MCP servers may leave the cluster, for public addresses alone",
  (all, overlay) => {
    const policies = all.filter(({ kind }) => kind === "NetworkPolicy");
    assert.ok(policies.some(({ spec }) => JSON.stringify(spec.podSelector) === "{}"));
    const deployed = new Set(workloads(all).map(({ name }) => name));
    for (const name of deployed) {
      assert.ok(
        policies.some((one) => one.metadata.name === name),
        name,
      );
    }
    // deno-lint-ignore no-explicit-any
    type Rule = any;
    const leaving = policies.filter(({ spec }) =>
      (spec.egress ?? []).some((rule: Rule) => !rule.to || rule.to.some((to: Rule) => to.ipBlock))
    );
    assert.deepEqual(
      leaving.map(({ metadata }) => metadata.name).sort(),
      ["mcp", "worker"],
      overlay,
    );
    for (const { spec } of leaving) {
      const out = spec.egress.find((rule: Rule) => rule.to[0].ipBlock);
      assert.deepEqual(out.ports, [{ port: 443, protocol: "TCP" }]);
      for (const range of ["10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]) {
        assert.ok(out.to[0].ipBlock.except.includes(range), range);
      }
    }
  },
);

each("images and the migration job have this version", (all) => {
  for (const { container } of workloads(all)) {
    assert.ok(container.image.endsWith(`:${manifest.version}`));
  }
  assert.deepEqual(named(all, "Job"), [`migrate-${manifest.version.replaceAll(".", "-")}`]);
});

each("a deployment that is scaled automatically has no number of pods of its own", (all) => {
  const scaled = named(all, "HorizontalPodAutoscaler");
  for (const { kind, metadata, spec } of all.filter((one) => one.kind === "Deployment")) {
    assert.equal(
      spec.replicas === undefined,
      scaled.includes(metadata.name),
      `${kind} ${metadata.name}`,
    );
  }
});

each("a deployment with several pods has a disruption budget of one", (all) => {
  const scaled = (name: string) =>
    all.find((one) => one.kind === "HorizontalPodAutoscaler" && one.metadata.name === name)?.spec;
  const several = workloads(all).filter(({ name, resource }) =>
    (scaled(name)?.minReplicas ?? resource.spec.replicas) > 1
  );
  const budgets = named(all, "PodDisruptionBudget");
  for (const { name } of several) assert.ok(budgets.includes(name), name);
});

each(
  "an address leads to a service of this deployment, at its port, which lets the caller in",
  (all) => {
    const find = (kind: string, name: string) =>
      all.find((one) => one.kind === kind && one.metadata.name === name);
    const reaches = (one: Workload, key: string, value: string) => {
      const [, host = "", port] = /^http:\/\/([a-z]+):(\d+)/.exec(value) ?? [];
      if (port === undefined) return;
      assert.equal(find("Service", host)?.spec.ports[0].port, Number(port), `${one.name}: ${key}`);
      const policy = JSON.stringify(find("NetworkPolicy", host)?.spec.ingress);
      assert.ok(policy.includes(`"${one.name}"`) && policy.includes(port), `${one.name}: ${key}`);
      const callee = workloads(all).find(({ name }) => name === host);
      assert.ok(callee);
      assert.equal(environmentOf(callee, all)[`${host.toUpperCase()}_ALLOWED_HOSTS`], host);
    };
    for (const one of workloads(all)) {
      for (const [key, value] of Object.entries(environmentOf(one, all))) reaches(one, key, value);
    }
  },
);
