import { createHmac } from "node:crypto";
import { Buffer } from "node:buffer";
import { exportJWK, generateKeyPair, importJWK, type JWTHeaderParameters, SignJWT } from "jose";
import { publicKeys } from "../../cli/issuer/issuer-state.ts";
import { client } from "../../cli/issuer/sign-token.ts";
import type { TestIssuer } from "./test-issuer.ts";

const seconds = () => Math.floor(Date.now() / 1_000);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What an attacker changes in a token that would be accepted. */
export interface Forgery {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  /** Signs with a key that the issuer does not have. */
  stranger?: boolean;
}

/** A token of the issuer with changes, signed with its key. */
export async function forged(issuer: TestIssuer, forgery: Forgery = {}): Promise<string> {
  const { header, claims } = partsOf(issuer, forgery);
  const key = forgery.stranger
    ? (await generateKeyPair("ES256")).privateKey
    : await importJWK(issuer.state().keys[0]!.private, "ES256");
  return await new SignJWT(claims).setProtectedHeader(header as JWTHeaderParameters)
    .sign(key, { crit: { "x-ext": true } });
}

/** The same without a signature (`alg` none). */
export function unsigned(issuer: TestIssuer): string {
  const { header, claims } = partsOf(issuer, { header: { alg: "none" } });
  return `${part(header)}.${part(claims)}.`;
}

/** The same signed with HS256, with a public key of the issuer as the secret, in the forms that libraries mistake. */
export function signedWithPublicKey(issuer: TestIssuer): string[] {
  const [key] = publicKeys(issuer.state()).keys;
  const { header, claims } = partsOf(issuer, { header: { alg: "HS256" } });
  const text = `${part(header)}.${part(claims)}`;
  const secrets = [JSON.stringify(key), Buffer.from(key?.x ?? "", "base64url"), key?.x ?? ""];
  return secrets.map((secret) =>
    `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`
  );
}

/** A header that says where the key is that verifies the token: a key of the attacker. */
export async function signedWithOwnKey(issuer: TestIssuer, at: string): Promise<string[]> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const headers = [{ jku: at }, { x5u: at }, { jwk: await exportJWK(publicKey) }];
  return await Promise.all(headers.map((more) => {
    const { header, claims } = partsOf(issuer, { header: more });
    return new SignJWT(claims).setProtectedHeader(header as JWTHeaderParameters).sign(privateKey);
  }));
}

function partsOf(issuer: TestIssuer, { claims = {}, header = {} }: Forgery) {
  const [key] = issuer.state().keys;
  const usual = {
    ...{
      iss: issuer.url,
      aud: "tramontane",
      azp: client,
      sub: "mallory",
      tenant: "acme",
      roles: ["admin"],
    },
    ...{ iat: seconds(), exp: seconds() + 300, jti: crypto.randomUUID() },
  };
  return {
    header: { alg: "ES256", typ: "at+jwt", kid: key?.kid, ...header },
    claims: { ...usual, ...claims },
  };
}
