import { startGroup } from "../../cli/stack/supervise/group.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { writeCredentials } from "./credentials.ts";
import { apiServerPart, controllersPart, etcdPart } from "./parts.ts";
import type { ClusterPrograms } from "./release.ts";

/** An API server with its etcd, without nodes: it validates, admits and stores objects. */
export interface ApiServer extends AsyncDisposable {
  /** Runs kubectl as an administrator and returns its output; throws `CommandError` when it fails. */
  kubectl(...args: string[]): Promise<string>;
}

const stopOrder = ["controllers", "api-server", "etcd"];

/**
 * Starts both on free loopback ports, with a folder of their own, which is deleted at the end; on demand also the
 * controllers.
 */
export async function startApiServer(
  programs: ClusterPrograms,
  { controllers = false } = {},
): Promise<ApiServer> {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-kubernetes-" });
  const [port, etcdPort, peers] = [findFreePort(), findFreePort(), findFreePort()];
  const certificates = `${folder}/certificates`;
  const address = `https://127.0.0.1:${port}`;
  const credentials = await writeCredentials(folder, address, `${certificates}/apiserver.crt`);
  const kubectl = (args: readonly string[], signal?: AbortSignal) =>
    runCommand(programs.kubectl, [`--kubeconfig=${credentials.kubeconfig}`, ...args], {
      env: { HOME: folder },
      ...(signal && { signal }),
    });
  const ready = async (signal: AbortSignal) => {
    const answer = await kubectl(["get", "--raw=/readyz"], signal);
    return answer === "ok" ? undefined : answer;
  };
  // A controller makes it.
  const work = async (signal: AbortSignal) => {
    await kubectl(["get", "serviceaccount", "default"], signal);
    return undefined;
  };
  const group = startGroup([
    etcdPart(programs.etcd, `${folder}/etcd`, etcdPort, peers),
    apiServerPart({
      ...{ command: programs.apiServer, certificates, port, etcdPort, credentials, ready },
    }),
    ...controllers ? [controllersPart(programs.controllers, credentials, work)] : [],
  ], { logs: folder, run: folder, stopOrder, supervise: false });
  const end = async () => {
    await group.stop();
    await Deno.remove(folder, { recursive: true });
  };
  await group.ready.catch(async (error) => {
    await end();
    throw error;
  });
  return { kubectl: (...args) => kubectl(args), [Symbol.asyncDispose]: end };
}
