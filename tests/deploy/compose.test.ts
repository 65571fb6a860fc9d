import assert from "node:assert/strict";
import { before, test } from "node:test";
import manifest from "../../package.json" with { type: "json" };
import { exists } from "../../cli/build/build-folder.ts";
import { goToolPath } from "../../dev/offline/go-tools.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { loadCompose, mounts, type Project, secondsOf, type Service } from "../support/compose.ts";
import { loadApiConfig } from "../../src/config.ts";
import { loadWorkerConfig } from "../../worker/config.ts";
import { processVariables, secretOf, serverVariables } from "../support/process-variables.ts";

const composeGo = goToolPath("compose-go", Deno.env.toObject());
const missing = await exists(composeGo)
  ? false
  : "compose-go is not in the cache folder: the gate gets it where there is Go";
let project: Project;
let services: [string, Service][];
before(async () => {
  project = await loadCompose();
  services = Object.entries(project.services);
});

const isOnce = ({ restart = "" }: Service) => restart.startsWith("on-failure");
const networksOf = (name: string) => project.services[name]?.networks ?? [];
const inFile = (path: string) => exists(`${repositoryRoot}/${path}`);

test("every named volume, network, configuration, file and service exists", async () => {
  for (const [name, one] of services) {
    for (const { volume } of mounts(one)) {
      assert.ok(volume in project.volumes, `${name}: ${volume}`);
    }
    for (const network of one.networks ?? []) assert.ok(network in project.networks, network);
    for (const { source } of one.configs ?? []) assert.ok(source in project.configs, source);
    if (one.build) assert.ok(await inFile(one.build.dockerfile), one.build.dockerfile);
    for (const other of Object.keys(one.depends_on ?? {})) {
      assert.ok(other in project.services, `${name} waits for ${other}`);
    }
  }
  for (const { file } of Object.values(project.configs)) assert.ok(await inFile(file), file);
});

test("every volume, network and configuration is used", () => {
  const used = services.flatMap(([, one]) => [
    ...mounts(one).map(({ volume }) => volume),
    ...(one.networks ?? []),
    ...(one.configs ?? []).map(({ source }) => source),
  ]);
  const made = [project.volumes, project.networks, project.configs].flatMap(Object.keys);
  assert.deepEqual(made.filter((name) => !used.includes(name)), []);
});

test("a service that waits for health waits for a check, one that waits for completion waits for a job", () => {
  for (const [name, one] of services) {
    for (const [other, { condition }] of Object.entries(one.depends_on ?? {})) {
      const on = project.services[other];
      assert.ok(on);
      const ends = condition === "service_completed_successfully";
      assert.equal(isOnce(on), ends, `${name} waits for ${other}`);
      assert.ok(ends || (condition === "service_healthy" && on.healthcheck), `${name}: ${other}`);
    }
    // The collector's image has no program for a health check, and no service waits for it; a person starts `operator`.
    const unchecked = isOnce(one) || ["collector", "operator"].includes(name);
    assert.ok(unchecked || one.healthcheck, `${name} has no check`);
  }
});

test("only loopback ports are published, from a network without internet access", () => {
  const published = services.filter(([, one]) => one.ports);
  assert.deepEqual(published.map(([name]) => name), ["api", "temporal-ui"]);
  for (const [name, { ports = [], networks = [] }] of published) {
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:\d+:\d+$/, name);
    assert.ok(networks.includes("front"), name);
  }
  assert.deepEqual(project.networks.front?.driver_opts, {
    "com.docker.network.bridge.enable_ip_masquerade": "false",
  });
});

test("data, tools and telemetry have no internet access; only worker and MCP servers do", () => {
  const open = Object.entries(project.networks).filter(([, network]) => !network?.internal);
  assert.deepEqual(open.map(([name]) => name), ["front", "egress"]);
  const on = (network: string) =>
    services.filter(([, one]) => one.networks?.includes(network)).map(([name]) => name);
  assert.deepEqual(on("egress"), ["mcp", "worker"]);
  assert.deepEqual(on("tools"), ["sandbox", "mcp", "worker"]);
  assert.ok(!on("data").some((name) => ["mcp", "sandbox", "collector"].includes(name)));
  // A service without a network of the file must have none at all.
  const others = services.filter(([, one]) => !one.networks);
  assert.deepEqual(others.map(([name, one]) => [name, one.network_mode]), [["secrets", "none"]]);
});

test("containers are restricted: read-only, no capability, no new privileges, not root", () => {
  for (const [name, one] of services) {
    assert.equal(one.read_only, name !== "temporal-ui", name);
    assert.deepEqual(one.cap_drop, ["ALL"], name);
    assert.deepEqual(one.security_opt, ["no-new-privileges:true"], name);
    assert.equal(one.init, true, name);
    assert.ok(one.tmpfs?.some((path) => path.startsWith("/tmp:")), name);
    // It gives new volumes their files, without a network and without a capability.
    if (name !== "secrets") assert.match(one.user ?? "", /^[1-9]\d*:[1-9]\d*$/, name);
    if (one.build) assert.equal(one.user, "10001:10001", name);
  }
});

test("no secret is in the file: each is a file in a volume that only the services that need it mount", () => {
  for (const [name, one] of services) {
    for (const [key, value] of Object.entries(one.environment ?? {})) {
      if (/(PASSWORD|PWD|TOKEN|KEY|DATABASE_URL)$/.test(key)) assert.equal(value, "emulator", key);
      if (!key.endsWith("_FILE")) continue;
      const mount = mounts(one).find(({ target }) => value.startsWith(`${target}/`));
      assert.ok(mount?.volume.startsWith("secrets-") && mount.mode === "ro", `${name}: ${key}`);
    }
  }
  const who = (volume: string) =>
    services.filter(([, one]) => mounts(one).some((m) => m.volume === volume)).map(([n]) => n);
  assert.deepEqual(who("secrets-postgres"), ["secrets", "postgres"]);
  assert.deepEqual(who("secrets-database-owner"), ["secrets", "migrate", "operator"]);
  assert.deepEqual(who("secrets-database-api"), ["secrets", "api"]);
  assert.deepEqual(who("secrets-database-worker"), ["secrets", "worker"]);
  assert.deepEqual(who("secrets-temporal"), ["secrets", "temporal-schema", "temporal"]);
  assert.deepEqual(who("secrets-tools"), ["secrets", "mcp", "worker"]);
  assert.deepEqual(who("secrets-sandbox"), ["secrets", "sandbox"]);
  assert.deepEqual(who("secrets-auth"), ["secrets", "operator", "api"]);
});

test("each process gets variables that it reads, with valid values", async () => {
  const servers = serverVariables(await Deno.readTextFile(`${repositoryRoot}/mcp/servers.json`));
  for (const [name, { named, load }] of Object.entries(processVariables)) {
    const env = project.services[name]?.environment ?? {};
    const known = [...named, ...(name === "worker" ? servers : [])];
    // Deno reads variables of OpenTelemetry by itself.
    const own = Object.keys(env).filter((key) => !key.startsWith("OTEL_"));
    assert.deepEqual(own.filter((key) => !known.includes(key)), [], name);
    // The image names the folder of the sandbox's state.
    assert.doesNotThrow(() => load({ SANDBOX_HOME: "/app/state", ...env }, secretOf), name);
  }
});

test("with a collector each process gets its variables and its service name", async () => {
  const compose = await loadCompose({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" });
  for (const name of ["api", "mcp", "worker"]) {
    const env = compose.services[name]?.environment ?? {};
    assert.doesNotThrow(() => processVariables[name]?.load(env, secretOf), name);
    if (name !== "worker") assert.equal(env.OTEL_SERVICE_NAME, `tramontane-${name}`);
  }
});

test("API and worker get the same settings of Temporal and of the model", () => {
  const [api, worker] = ["api", "worker"].map((name) => project.services[name]?.environment ?? {});
  const both = Object.keys(api ?? {}).filter((key) => worker && key in worker);
  for (const key of both) {
    if (key !== "DATABASE_URL_FILE") assert.equal(api?.[key], worker?.[key], key); // each has its own role
  }
  for (const key of ["TEMPORAL_TASK_QUEUE", "HEARTBEAT_MS", "MODEL_PROVIDER"]) {
    assert.ok(both.includes(key), key);
  }
});

test("an address names a service on a shared network and the port that it listens on", () => {
  const listening: Record<string, number> = { postgres: 5432, temporal: 7233, collector: 4318 };
  for (const [name, one] of services) {
    const port = Object.entries(one.environment ?? {}).find(([key]) =>
      /^([A-Z]+_)?PORT$/.test(key)
    );
    if (port) listening[name] = Number(port[1]);
    if (port && one.build) assert.equal(one.healthcheck?.test.at(-1), port[1], name);
  }
  let found = 0;
  for (const [name, one] of services) {
    for (const [key, value] of Object.entries(one.environment ?? {})) {
      if (/LISTEN|^HOST$|_HOST$|ALLOWED/.test(key)) continue;
      const [, host = "", port] = /^(?:https?:\/\/)?([a-z-]+):(\d+)(?:\/|$)/.exec(value) ?? [];
      if (port === undefined) continue;
      found++;
      assert.equal(Number(port), listening[host], `${name}: ${key}`);
      assert.ok(networksOf(name).some((n) => networksOf(host).includes(n)), `${name}: ${key}`);
      const allowed = project.services[host]?.environment?.[`${host.toUpperCase()}_ALLOWED_HOSTS`];
      if (value.startsWith("http")) assert.equal(allowed, host, `${host} refuses ${name}`);
    }
  }
  assert.ok(found >= 6, `${found} addresses`);
});

test("the API accepts requests at a changed published port", async () => {
  const { api } = (await loadCompose({ PORT: "5000" })).services;
  assert.deepEqual(api?.ports, ["127.0.0.1:5000:4000"]);
  assert.equal(api?.environment?.ALLOWED_HOSTS, "127.0.0.1:5000,localhost:5000");
});

test("a stopping worker has time to finish an answer", () => {
  const { environment, stop_grace_period: period } = project.services.worker ?? {};
  const graceMs = Number(environment?.SHUTDOWN_GRACE_MS);
  assert.ok(graceMs >= 60_000);
  assert.ok(secondsOf(period) * 1_000 >= graceMs + 10_000);
});

test("images have exact tags, the product's its version; Temporal's server and tools have the same version", () => {
  for (const [name, { image = "", build }] of services) {
    assert.match(image, /^[\w./-]+:\d+\.\d+[\w.-]*$/, name);
    if (build) assert.equal(image, `tramontane/${image.split(/[/:]/)[1]}:${manifest.version}`);
    assert.doesNotMatch(image, /auto-setup/);
  }
  const tag = (name: string) => project.services[name]?.image?.split(":")[1] ?? "";
  for (const name of ["temporal-schema", "temporal-namespace"]) {
    assert.ok(tag(name).startsWith(`${tag("temporal")}-`), name);
  }
  assert.match(tag("postgres"), /^18\./);
});

test("with a key, Mistral is the provider, the key is a file, and the sandbox does not run", async () => {
  const file = "deploy/compose/mistral.yml";
  await assert.rejects(loadCompose({}, file), /MISTRAL_API_KEY_FILE: name the file/);
  const over = await loadCompose({ MISTRAL_API_KEY_FILE: "/keys/mistral" }, file);
  assert.deepEqual(over.services.sandbox?.profiles, ["sandbox"]);
  for (const name of ["api", "worker", "mcp"]) {
    const env = { ...project.services[name]?.environment, ...over.services[name]?.environment };
    assert.doesNotThrow(() => processVariables[name]?.load(env, secretOf), name);
    assert.ok(["mistral", undefined].includes(env.MODEL_PROVIDER), name);
    assert.equal(project.services[name]?.depends_on?.sandbox?.required ?? false, false, name);
  }
});

test("the API takes API keys where AUTH says so, and tokens of issuers with the file that names them", async () => {
  const authOf = (env: Record<string, string> | undefined, read: (path: string) => string) => {
    const { auth, trustedNetwork } = loadApiConfig(env ?? {}, read);
    return [auth.mode, trustedNetwork];
  };
  assert.deepEqual(authOf(project.services.api?.environment, secretOf), ["LOCAL", true]);
  const keys = await loadCompose({ AUTH: "keys", TRUSTED_NETWORK: "false" });
  assert.deepEqual(authOf(keys.services.api?.environment, secretOf), ["API_KEYS", false]);
  const file = "deploy/compose/issuers.yml";
  await assert.rejects(loadCompose({}, file), /AUTH_CONFIG_FILE: name the file/);
  const over = await loadCompose({ AUTH_CONFIG_FILE: "/etc/auth.yaml" }, file);
  const env = { ...project.services.api?.environment, ...over.services.api?.environment };
  const issuers = "issuers: [{ issuer: https://id.example, audience: tramontane, tenant: acme }]";
  const read = (path: string) => path === env.AUTH_CONFIG ? issuers : secretOf(path);
  assert.deepEqual(authOf(env, read), ["OIDC", false]);
  assert.ok(over.services.api?.networks?.includes("egress"));
});

test("the worker reads the file of tenants with what it names from one folder", async () => {
  const file = "deploy/compose/tenants.yml";
  await assert.rejects(loadCompose({}, file), /TENANTS_FOLDER: name the folder/);
  const { worker } = (await loadCompose({ TENANTS_FOLDER: "/home/me/tenants" }, file)).services;
  assert.deepEqual(worker?.volumes, ["/home/me/tenants:/run/tenants:ro"]);
  const tenants = "tenants: { acme: { providerKeyFile: acme.key } }";
  const read = (path: string) => path === "/run/tenants/tenants.yaml" ? tenants : secretOf(path);
  const env = { ...project.services.worker?.environment, ...worker?.environment };
  assert.deepEqual(loadWorkerConfig(env, read).tenants.map(({ account }) => account), [
    { keyFile: "/run/tenants/acme.key", serverUrl: null },
  ]);
});

test(
  "all files, and all together, are what the Compose Specification allows",
  { skip: missing },
  async () => {
    const files = [
      "docker-compose.yml",
      "deploy/compose/mistral.yml",
      "deploy/compose/issuers.yml",
      "deploy/compose/tenants.yml",
      "deploy/compose/apis.yml",
    ];
    const parse = (...given: string[]) =>
      runCommand(composeGo, ["-no-interpolation", "-format=json", ...given], {
        cwd: repositoryRoot,
      });
    const { services } = JSON.parse(await parse(...files));
    assert.deepEqual(Object.keys(services).sort(), Object.keys(project.services).sort());
    assert.ok(services.worker.environment.includes("MODEL_PROVIDER=${MODEL_PROVIDER:-mistral}"));
    assert.equal(services.worker.read_only, true);
  },
);
