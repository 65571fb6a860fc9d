import { poll } from "../../protocol/async/poll.ts";
import { type Child, spawnChild } from "../../cli/stack/supervise/child.ts";
import { lastLines } from "../../cli/stack/supervise/log-file.ts";
import { cacheFolder } from "../../cli/stack/platform.ts";
import { runCommand, tryCommand } from "../../cli/stack/supervise/run-command.ts";
import { newControlGroup, removeControlGroups } from "./control-groups.ts";
import { enginePackages, unpackPackages } from "./debian-packages.ts";
import { composeFolder } from "./compose-program.ts";
import type { Engine } from "./engine.ts";

/**
 * Starts Debian's engine with its data in `folder`, in namespaces of its own: processes, mounts and network. So nothing
 * outlives it, not even after SIGKILL, and this machine's firewall, routes and ports stay as they are. The way out is
 * slirp4netns, a network in user space.
 */
export async function startOwnEngine(folder: string): Promise<Engine> {
  const root = engineRoot();
  await unpackPackages(enginePackages, root);
  await linkPrograms(root, folder);
  // In namespaces of their own processes have the same numbers each time: what a killed engine has noted looks alive.
  await runCommand("rm", ["-rf", "--one-file-system", `${folder}/exec`, `${folder}/docker.pid`]);
  const group = newControlGroup();
  const daemon = await spawnDaemon(root, folder, group);
  const network = await connect(root, folder, await innerPid(daemon.pid));
  const end = async () => {
    await Promise.all([daemon.stop(), network.stop()]);
    await removeControlGroups();
  };
  const env = {
    DOCKER_HOST: `unix://${folder}/docker.sock`,
    DOCKER_CONFIG: `${folder}/config`,
    // BuildKit asks a registry for the syntax that the first line of a Dockerfile names.
    DOCKER_BUILDKIT: "0",
    PATH: `${folder}/bin:${Deno.env.get("PATH")}`,
  };
  try {
    const ask = () =>
      tryCommand(`${folder}/bin/docker`, ["info", "-f", "{{.ServerVersion}}"], { env });
    const version = await Promise.race([
      poll(ask, { withinMs: 60_000, what: "the engine answers" }),
      daemon.exited.then(() => failed(folder)),
    ]);
    const enter = ["nsenter", `--net=/proc/${await innerPid(daemon.pid)}/ns/net`, "--"];
    return { own: true, version, env, enter, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function linkPrograms(root: string, folder: string): Promise<void> {
  for (const path of ["bin", "config/cli-plugins"]) {
    await Deno.mkdir(`${folder}/${path}`, { recursive: true });
  }
  const link = (to: string, at: string) =>
    Deno.symlink(to, `${folder}/${at}`).catch((error) => {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    });
  await link(`${root}/usr/bin/docker`, "bin/docker");
  await link(`${composeFolder()}/docker-compose`, "config/cli-plugins/docker-compose");
  for (const family of ["iptables", "ip6tables"]) {
    for (const one of [family, `${family}-save`, `${family}-restore`]) {
      await link(`${root}/usr/sbin/xtables-nft-multi`, `bin/${one}`);
    }
  }
}

/** Of slirp4netns for the inside of the network. */
const ownAddress = "10.0.2.100";

/** A resolver that remembers comes first: those that drop bursts of questions make an install three times as long. */
const prelude =
  "ip link set lo up && dnsmasq --user=root --pid-file --no-hosts --cache-size=1000 " +
  '--dns-forward-max=1000 && exec "$@"';

function spawnDaemon(root: string, folder: string, group: string): Promise<Child> {
  const daemon = [
    ...["dockerd", `--data-root=${folder}/data`, `--exec-root=${folder}/exec`],
    ...[`--host=unix://${folder}/docker.sock`, `--pidfile=${folder}/docker.pid`],
    ...["--storage-driver=overlay2", `--cgroup-parent=${group}`],
    ...[`--dns=${ownAddress}`, "--dns-opt=timeout:1", "--dns-opt=attempts:10"],
  ];
  const program = {
    command: "unshare",
    args: [
      ...["--net", "--mount", "--propagation=private", "--pid", "--fork", "--mount-proc"],
      ...["--kill-child=SIGKILL", "sh", "-c", prelude, "sh", ...daemon],
    ],
    env: environment(root, folder),
    cwd: folder,
  };
  return spawnChild(program, settings(folder, "engine"));
}

function connect(root: string, folder: string, pid: number): Promise<Child> {
  const options = ["--configure", "--mtu=65520", "--disable-host-loopback"];
  const program = {
    command: "slirp4netns",
    args: [...options, `${pid}`, "tap0"],
    env: environment(root, folder),
    cwd: folder,
  };
  return spawnChild(program, settings(folder, "network"));
}

const environment = (root: string, folder: string) => ({
  PATH: `${folder}/bin:${root}/usr/bin:${root}/usr/sbin:${Deno.env.get("PATH")}`,
  LD_LIBRARY_PATH: `${root}/usr/lib/${Deno.build.arch}-linux-gnu`,
  XTABLES_LIBDIR: `${root}/usr/lib/${Deno.build.arch}-linux-gnu/xtables`,
  HOME: Deno.env.get("HOME") ?? "/root",
});

const settings = (folder: string, name: string) => ({
  log: `${folder}/${name}.log`,
  pidFile: `${folder}/${name}.pid`,
  stopSignal: "SIGTERM" as const,
  graceMs: 10_000,
});

/** The process that `unshare` has forked, the first one of the namespaces. */
function innerPid(outer: number): Promise<number> {
  const ask = async () => {
    const children = await Deno.readTextFile(`/proc/${outer}/task/${outer}/children`);
    const pid = Number(children.trim().split(" ")[0]);
    const net = (of: number) => Deno.readLink(`/proc/${of}/ns/net`);
    return pid > 0 && await net(pid) !== await net(Deno.pid) ? pid : undefined;
  };
  return poll(ask, { withinMs: 10_000, what: "the engine's namespaces" });
}

async function failed(folder: string): Promise<never> {
  throw new Error(`the engine ended: ${(await lastLines(`${folder}/engine.log`, 10)).join("\n")}`);
}

/** The folder of Debian's packages of the engine. */
export const engineRoot = () => `${cacheFolder(Deno.env.toObject())}/containers/engine`;

/** Deletes the folder of an engine that has ended; its layers belong to many users and may be read-only. */
export async function removeEngineFolder(folder: string): Promise<void> {
  await runCommand("rm", ["-rf", "--one-file-system", folder]);
}
