import { childEnvironment } from "../../cli/stack/child-environment.ts";
import type { PartSpec } from "../../cli/stack/supervise/part.ts";
import { httpProbe } from "../../cli/stack/supervise/probes.ts";
import type { Credentials } from "./credentials.ts";

/** Measured: 6 s for both alone on two cores. */
const readyWithinMs = 180_000;
const env = childEnvironment(Deno.env.toObject(), []);

/** etcd as a part, with its data in a folder. */
export function etcdPart(command: string, data: string, port: number, peers: number): PartSpec {
  const clients = `http://127.0.0.1:${port}`;
  const others = `http://127.0.0.1:${peers}`;
  const args = [
    ...["--name=one", `--data-dir=${data}`, "--unsafe-no-fsync"],
    ...[`--listen-client-urls=${clients}`, `--advertise-client-urls=${clients}`],
    ...[`--listen-peer-urls=${others}`, `--initial-advertise-peer-urls=${others}`],
    `--initial-cluster=one=${others}`,
  ];
  const ready = httpProbe(`${clients}/health`);
  return { name: "etcd", program: () => ({ command, args, env, cwd: "/" }), ready, readyWithinMs };
}

/** What an API server needs. */
export interface ApiServerSettings {
  command: string;
  /** Where it writes its certificate. */
  certificates: string;
  port: number;
  etcdPort: number;
  credentials: Credentials;
  ready: PartSpec["ready"];
}

/** The API server as a part: flags that it does not start without, loopback, and roles. */
export function apiServerPart(
  { command, certificates, port, etcdPort, credentials, ready }: ApiServerSettings,
): PartSpec {
  const { tokens, accounts } = credentials;
  const args = [
    ...[`--etcd-servers=http://127.0.0.1:${etcdPort}`, `--cert-dir=${certificates}`],
    ...["--bind-address=127.0.0.1", `--secure-port=${port}`, "--advertise-address=127.0.0.1"],
    // Its own service would need an address that is not loopback.
    "--endpoint-reconciler-type=none",
    ...["--authorization-mode=RBAC", `--token-auth-file=${tokens}`],
    ...["--service-cluster-ip-range=10.96.0.0/16", "--service-account-issuer=https://test.invalid"],
    ...[`--service-account-key-file=${accounts}`, `--service-account-signing-key-file=${accounts}`],
  ];
  const program = () => ({ command, args, env, cwd: "/" });
  return { name: "api-server", after: ["etcd"], program, ready, readyWithinMs };
}

/** The controllers as a part, which make pods of deployments and jobs, and do what autoscalers want. */
export function controllersPart(
  command: string,
  { accounts, kubeconfig }: Credentials,
  ready: PartSpec["ready"],
): PartSpec {
  const args = [
    ...[`--kubeconfig=${kubeconfig}`, `--service-account-private-key-file=${accounts}`],
    // One process, which nothing asks.
    ...["--leader-elect=false", "--secure-port=0", "--horizontal-pod-autoscaler-sync-period=2s"],
  ];
  const program = () => ({ command, args, env, cwd: "/" });
  return { name: "controllers", after: ["api-server"], program, ready, readyWithinMs };
}
