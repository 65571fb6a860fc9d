/** How requests say who makes them: not at all, by API keys, or also by tokens of issuers. */
export const authModes = ["LOCAL", "API_KEYS", "OIDC"] as const;
/** One of `authModes`. */
export type AuthMode = (typeof authModes)[number];
