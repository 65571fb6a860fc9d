import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";

/** A key that signs and verifies session tokens. Its id is the thumbprint of RFC 7638. */
export interface SessionKey {
  kid: string;
  private: KeyObject;
  public: KeyObject;
}

const pemBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/g;

/**
 * The keys in a PEM text, of which the first signs and all verify: to rotate, put a new one before the old one, and
 * remove the old one after the longest lifetime of a token. Throws if one is no private key on the curve P-256.
 */
export async function readSessionKeys(pem: string): Promise<SessionKey[]> {
  const blocks = pem.match(pemBlock) ?? [];
  if (blocks.length === 0) throw new Error("there is no private key in PEM form");
  return await Promise.all(blocks.map(readSessionKey));
}

async function readSessionKey(block: string): Promise<SessionKey> {
  const key = createPrivateKey(block);
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "ec" || namedCurve !== "prime256v1") {
    throw new Error("a key is not an EC key on the curve P-256 (prime256v1)");
  }
  const verifies = createPublicKey(key);
  const kid = await calculateJwkThumbprint(verifies.export({ format: "jwk" }) as JWK);
  return { kid, private: key, public: verifies };
}
