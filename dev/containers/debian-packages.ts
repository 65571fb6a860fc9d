import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { exists } from "../../cli/build/build-folder.ts";

/** The engine, what it calls, and what makes a Debian; this machine may have some of it already. */
export const enginePackages = [
  ...["docker.io", "containerd", "runc", "tini", "iptables", "debootstrap"],
  ...["libip6tc2", "libnfnetlink0", "libnetfilter-conntrack3", "libnftnl11"],
  ...["slirp4netns", "libslirp0", "libseccomp2", "libdevmapper1.02.1"],
  ...["dnsmasq-base", "libnftables1", "libdbus-1-3", "libgmp10", "libhogweed6", "libidn2-0"],
  ...["libnettle8", "libjansson4"],
];

/**
 * Unpacks Debian packages into a folder, once, without installing them: no service starts, and nothing of this machine
 * changes.
 */
export async function unpackPackages(names: readonly string[], folder: string): Promise<void> {
  if (await exists(folder)) return;
  const making = `${folder}.${crypto.randomUUID()}`;
  await Deno.mkdir(`${making}/debs`, { recursive: true });
  try {
    await download(names, `${making}/debs`);
    for await (const { name } of Deno.readDir(`${making}/debs`)) {
      await runCommand("dpkg", ["-x", `${making}/debs/${name}`, `${making}/root`]);
    }
    await mergeIntoUsr(`${making}/root`);
    await Deno.rename(`${making}/root`, folder);
  } finally {
    await Deno.remove(making, { recursive: true });
  }
}

/** As Debian is laid out: /bin, /lib and /sbin are links into /usr. */
async function mergeIntoUsr(root: string): Promise<void> {
  for (const name of ["bin", "lib", "lib64", "sbin"]) {
    if (!await exists(`${root}/${name}`)) continue;
    await runCommand("cp", ["-a", `${root}/${name}/.`, `${root}/usr/${name}`]);
    await Deno.remove(`${root}/${name}`, { recursive: true });
  }
}

/** By the lists of this machine, else by own ones: a new machine has none, and another apt may hold their lock. */
async function download(names: readonly string[], cwd: string): Promise<void> {
  const get = (...own: string[]) => runCommand("apt-get", [...own, "download", ...names], { cwd });
  try {
    await get();
  } catch {
    const own = await ownLists(`${cwd}/../lists`);
    await runCommand("apt-get", [...own, "update"]);
    await get(...own);
  }
}

async function ownLists(folder: string): Promise<string[]> {
  await Deno.mkdir(`${folder}/partial`, { recursive: true });
  return ["-o", `Dir::State::Lists=${folder}`, "-o", `Dir::Cache=${folder}`];
}

/** Downloads a package of another Debian release, from where this machine gets its own, into a folder; its path. */
export async function downloadOfRelease(
  release: string,
  name: string,
  folder: string,
): Promise<string> {
  const sources = `${folder}/${release}.list`;
  await Deno.writeTextFile(sources, `deb ${await archive()} ${release} main\n`);
  const own = [
    ...await ownLists(`${folder}/lists`),
    ...["-o", `Dir::Etc::SourceList=${sources}`, "-o", "Dir::Etc::SourceParts=/dev/null"],
  ];
  await runCommand("apt-get", [...own, "update"]);
  await runCommand("apt-get", [...own, "download", name], { cwd: folder });
  for await (const { name: file } of Deno.readDir(folder)) {
    if (file.endsWith(".deb")) return `${folder}/${file}`;
  }
  throw new Error(`${release} has no ${name}`);
}

/** The address of Debian's archive in the sources of this machine. Other archives have other releases. */
async function archive(): Promise<string> {
  const format = ["--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"];
  const lines = (await runCommand("apt-get", ["indextargets", ...format])).split("\n");
  const found = lines.map((line) => line.split(" "))
    .find(([, release = "", component]) => /^[a-z]+$/.test(release) && component === "main");
  if (!found?.[0]) throw new Error("this machine has no sources of Debian");
  return found[0];
}
