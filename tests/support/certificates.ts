import { runCommand } from "../../cli/stack/supervise/run-command.ts";

/**
 * Creates the PEM files of a TLS test in a folder: the authority `ca.pem`, of it `server.pem` (for localhost)
 * and `client.pem` with their keys, and `other.pem`, an authority that signed none of them.
 */
export async function makeCertificates(folder: string): Promise<void> {
  const openssl = (...args: string[]) => runCommand("openssl", args, { cwd: folder });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const authority = (name: string) =>
    openssl(
      ...["req", "-x509", ...key, "-keyout", `${name}.key`, "-out", `${name}.pem`],
      ...["-days", "2", "-subj", `/CN=${name}`],
    );
  await Promise.all([authority("ca"), authority("other")]);
  for (const [name, host] of [["server", "localhost"], ["client", "client"]]) {
    const subject = ["-subj", `/CN=${name}`];
    await openssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, ...subject);
    await Deno.writeTextFile(`${folder}/${name}.ext`, `subjectAltName=DNS:${host}\n`);
    await openssl(
      ...["x509", "-req", "-in", `${name}.csr`, "-CA", "ca.pem", "-CAkey", "ca.key"],
      ...["-CAcreateserial", "-days", "2", "-out", `${name}.pem`, "-extfile", `${name}.ext`],
    );
  }
}
