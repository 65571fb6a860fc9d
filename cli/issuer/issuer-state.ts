import { exportJWK, generateKeyPair, type JWK } from "jose";
import { readJson, writeJson } from "../stack/home.ts";

/** A key of the issuer, with its private part. */
export interface SigningKey {
  kid: string;
  createdAt: string;
  private: JWK;
}

/** What the issuer of a state folder keeps in `issuer.json` (mode 0600). */
export interface IssuerState {
  /** The value of `iss`: its own address. */
  issuer: string;
  audience: string;
  tenants: string[];
  /** Bearer token of its token endpoint. */
  secret: string;
  /** The newest first, which signs. Tokens of the others are still verified. */
  keys: SigningKey[];
}

/** Signature algorithm of all tokens of the issuer. */
export const signingAlgorithm = "ES256";

/** Keys whose tokens are still verified after a rotation, besides the one that signs. */
const previousKeys = 1;

/** The file of the issuer in a state folder. */
export const issuerPath = (home: string) => `${home}/issuer.json`;

/** The issuer of a state folder; undefined before its first start. */
export const readIssuer = (home: string) => readJson<IssuerState>(issuerPath(home));

/** The issuer of a state folder with this address and these tenants; its keys and secret are made at first. */
export async function openIssuer(
  home: string,
  named: Pick<IssuerState, "issuer" | "audience" | "tenants">,
): Promise<IssuerState> {
  const kept = readIssuer(home);
  const secret = kept?.secret ?? crypto.randomUUID();
  const state = { ...named, secret, keys: kept?.keys ?? [await newKey()] };
  await Deno.mkdir(home, { recursive: true, mode: 0o700 });
  writeJson(issuerPath(home), state);
  return state;
}

/** Signs with a new key from now on; the id of the key. Tokens of the previous key stay valid, older ones end. */
export async function rotateKeys(home: string, state: IssuerState): Promise<string> {
  const key = await newKey();
  writeJson(issuerPath(home), { ...state, keys: [key, ...state.keys.slice(0, previousKeys)] });
  return key.kid;
}

/** The keys as verifiers get them: without their private part. */
export function publicKeys({ keys }: IssuerState): { keys: JWK[] } {
  return {
    keys: keys.map(({ kid, private: { d: _, ...key } }) => ({
      ...key,
      kid,
      alg: signingAlgorithm,
      use: "sig",
    })),
  };
}

async function newKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const kid = crypto.randomUUID();
  return { kid, createdAt: new Date().toISOString(), private: await exportJWK(privateKey) };
}
