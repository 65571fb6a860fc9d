/**
 * The hosts that yahoo-finance2 4.0.2 talks to: data, then cookie and consent.
 * The process's network permission and the fetch that the package is given both read this list.
 */
export const dataHosts = ["query1.finance.yahoo.com", "query2.finance.yahoo.com"] as const;

/** Where the cookie comes from. Errors here are for the package to judge, redirects included. */
export const cookieHosts = ["finance.yahoo.com", "guce.yahoo.com", "consent.yahoo.com"] as const;

/** Every host of Yahoo that live mode needs. */
export const yahooHosts: readonly string[] = [...dataHosts, ...cookieHosts];
