import { runCommand } from "../../cli/stack/supervise/run-command.ts";

const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
const openssl = (folder: string, ...args: string[]) => runCommand("openssl", args, { cwd: folder });

/**
 * Creates the PEM files of a TLS test in a folder: the authority `ca.pem`, of it `server.pem` (for localhost)
 * and `client.pem` with their keys, and `other.pem`, an authority that signed none of them.
 */
export async function makeCertificates(folder: string): Promise<void> {
  await Promise.all([makeSelfSigned(folder, "ca"), makeSelfSigned(folder, "other")]);
  await makeSigned(folder, "server", { host: "localhost" });
  await makeSigned(folder, "client", { host: "client" });
}

/** Creates an authority, or a certificate for a host that no authority signed: `<name>.pem` and `<name>.key`. */
export async function makeSelfSigned(folder: string, name: string, host?: string): Promise<void> {
  const names = host === undefined ? [] : ["-addext", `subjectAltName=DNS:${host}`];
  await openssl(
    folder,
    ...["req", "-x509", ...key, "-keyout", `${name}.key`, "-out", `${name}.pem`],
    ...["-days", "2", "-subj", `/CN=${name}`, ...names],
  );
}

/** Creates a certificate for a host. `authority`: who signs it; `days`: its validity, negative for one that has expired. */
export async function makeSigned(
  folder: string,
  name: string,
  { host, authority = "ca", days = 2 }: { host: string; authority?: string; days?: number },
): Promise<void> {
  const subject = ["-subj", `/CN=${name}`];
  await openssl(folder, "req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, ...subject);
  await Deno.writeTextFile(`${folder}/${name}.ext`, `subjectAltName=DNS:${host}\n`);
  await openssl(
    folder,
    ...["x509", "-req", "-in", `${name}.csr`, "-CA", `${authority}.pem`],
    ...["-CAkey", `${authority}.key`, "-CAcreateserial", "-days", `${days}`],
    ...["-out", `${name}.pem`, "-extfile", `${name}.ext`],
  );
}
