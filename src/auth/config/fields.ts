import { optional } from "../../../protocol/config/field.ts";
import { oneOf, path, text } from "../../../protocol/config/kinds.ts";

const file = "Without a file, or in place of its value: ";

/** Variables with the scalars of one issuer, by the key that they have in the file. */
export const issuerFields = {
  issuer: optional("AUTH_ISSUER", text("the value of `iss` of your issuer's tokens"), {
    about: `${file}\`issuer\`, exactly as tokens have it in \`iss\``,
    example: "https://id.example.com/realms/acme",
  }),
  audience: optional("AUTH_AUDIENCE", text("the value of `aud` of tokens for this API"), {
    about: `${file}\`audience\`, as tokens have it in \`aud\`; several are separated by commas`,
    example: "tramontane",
  }),
  jwksUri: optional("AUTH_JWKS_URI", text("an https URL"), {
    about: `${file}\`jwksUri\`, where the keys of the issuer are`,
    unset: "discovery, at the host of the issuer",
  }),
  tenant: optional("AUTH_TENANT", text("the name of a tenant"), {
    about: `${file}\`tenant\`, to which all tokens of the issuer belong`,
    example: "acme",
  }),
  tenantClaim: optional("AUTH_TENANT_CLAIM", text("a claim"), {
    about: `${file}\`tenantClaim\`, the claim that names the tenant, one of \`AUTH_TENANTS\``,
  }),
  tenants: optional("AUTH_TENANTS", text("names of tenants, separated by commas"), {
    about: `${file}\`tenants\`, which the issuer may name, separated by commas`,
  }),
  subjectClaim: optional("AUTH_SUBJECT_CLAIM", text("a claim"), {
    about: `${file}\`subjectClaim\`, the claim with the subject`,
    unset: "`sub`",
  }),
  subjectPrefix: optional("AUTH_SUBJECT_PREFIX", text("a short text"), {
    about: `${file}\`subjectPrefix\`, which is put before each subject`,
  }),
  rolesClaim: optional("AUTH_ROLES_CLAIM", text("a claim"), {
    about: `${file}\`rolesClaim\`, the claim with the roles, such as \`/realm_access/roles\``,
  }),
  scopesClaim: optional("AUTH_SCOPES_CLAIM", text("a claim"), {
    about: `${file}\`scopesClaim\`, the claim with the scopes, such as \`scope\``,
  }),
  groupsClaim: optional("AUTH_GROUPS_CLAIM", text("a claim"), {
    about: `${file}\`groupsClaim\`, the claim with the groups`,
  }),
  clients: optional("AUTH_CLIENTS", text("client ids, separated by commas"), {
    about:
      `${file}\`clients\`, the accepted values of \`azp\` or \`client_id\`, separated by commas`,
    unset: "any",
  }),
  serviceClaim: optional("AUTH_SERVICE_CLAIM", text("a claim"), {
    about: `${file}\`serviceClaim\`, the claim by which tokens of workloads are known`,
  }),
  serviceValue: optional("AUTH_SERVICE_VALUE", text("a value"), {
    about: `${file}\`serviceValue\`, the value that this claim has in them`,
  }),
};

/** The variables that say who may use the API. */
export const authFields = {
  auth: optional("AUTH", oneOf("keys", "file"), {
    about: "`keys`: requests need an API key; `file`: an API key or a token of an issuer: " +
      "[authentication.md](authentication.md)",
    unset: "none: only this machine may reach the API",
    example: "keys",
  }),
  authConfig: optional("AUTH_CONFIG", path, {
    readsFile: true,
    about: "YAML file with the issuers of tokens: [authentication.md](authentication.md)",
    example: "auth.yaml",
  }),
  ...issuerFields,
};
