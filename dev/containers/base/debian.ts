import { exists } from "../../../cli/build/build-folder.ts";
import { cacheFolder } from "../../../cli/stack/platform.ts";
import { runCommand } from "../../../cli/stack/supervise/run-command.ts";

const release = "bookworm";
const needed = ["ca-certificates", "netcat-openbsd", "openssl"];
const certificates = "etc/ssl/certs/ca-certificates.crt";
/** What images of Debian leave out, too. */
const dropped = [
  "var/cache/apt",
  "var/lib/apt/lists",
  "usr/share/doc",
  "usr/share/man",
  "usr/share/locale",
];

/**
 * A minimal Debian of the release of our base images as a tar file, made once by debootstrap, for programs of `root`. It
 * trusts what this machine trusts, since a build fetches packages from this machine's network.
 */
export async function getDebian(root: string): Promise<string> {
  const folder = `${cacheFolder(Deno.env.toObject())}/containers`;
  const target = `${folder}/debian-${release}.tar`;
  if (await exists(target)) return target;
  const made = `${folder}/debian.${crypto.randomUUID()}`;
  await Deno.mkdir(made, { recursive: true });
  try {
    await runCommand(`${root}/usr/sbin/debootstrap`, [
      ...["--variant=minbase", `--include=${needed.join()}`, release, `${made}/root`],
    ], { env: { DEBOOTSTRAP_DIR: `${root}/usr/share/debootstrap` } });
    for (const path of dropped) {
      await Deno.remove(`${made}/root/${path}`, { recursive: true });
      await Deno.mkdir(`${made}/root/${path}`);
    }
    await Deno.copyFile(`/${certificates}`, `${made}/root/${certificates}`);
    await runCommand("tar", ["-C", `${made}/root`, "-cf", `${made}/made.tar`, "."]);
    await Deno.rename(`${made}/made.tar`, target);
  } finally {
    await Deno.remove(made, { recursive: true });
  }
  return target;
}
