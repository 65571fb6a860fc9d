/** A kind of value: how it is read from text, and how a message describes it. */
export interface Kind<T> {
  /** Completes "set ...": `a whole number from 0 to 65535`. */
  expects: string;
  /** The value; undefined where the text is not one. */
  parse(text: string): T | undefined;
  /** Takes the place of an invalid value, so that the other variables can still be checked. */
  empty: T;
}

/** Any text. `expects` says what it means. */
export const text = (expects: string): Kind<string> => ({ expects, empty: "", parse: (t) => t });

/** Text of a certain form. */
export const pattern = (form: RegExp, expects: string): Kind<string> => ({
  expects,
  empty: "",
  parse: (t) => form.test(t) ? t : undefined,
});

/** A whole number within limits, both included. */
export const wholeNumber = (min = 1, max = 2 ** 31 - 1): Kind<number> => ({
  expects: `a whole number from ${min} to ${max}`,
  empty: min,
  parse: (t) => /^-?\d+$/.test(t) && Number(t) >= min && Number(t) <= max ? Number(t) : undefined,
});

/** A TCP port; 0 takes a free one. */
export const port = wholeNumber(0, 65_535);

/** One of some words. */
export const oneOf = <const T extends string>(...words: readonly [T, ...T[]]): Kind<T> => ({
  expects: words.length < 3 ? words.join(" or ") : `one of ${words.join(", ")}`,
  empty: words[0],
  parse: (t) => words.find((word) => word === t),
});

/** `true` or `false`. */
export const flag: Kind<boolean> = {
  expects: "true or false",
  empty: false,
  parse: (t) => t === "true" ? true : t === "false" ? false : undefined,
};

/** An http(s) URL. */
export const webUrl: Kind<string> = {
  expects: "an http(s) URL",
  empty: "",
  parse: (t) => /^https?:$/.test(URL.parse(t)?.protocol ?? "") ? t : undefined,
};

/** A PostgreSQL URL for each of its hosts: `URL` cannot parse one with several. */
export function singleHostUrls(url: string): string[] {
  const [, start = "", hosts = "", rest = ""] =
    /^([^:]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/.exec(url) ?? [];
  return hosts.split(",").map((host) => `${start}${host}${rest}`);
}

/** The URL of a PostgreSQL database. Its hosts, user and password can be parsed. */
export const postgresUrl: Kind<string> = {
  expects: "a PostgreSQL URL, such as postgres://user:password@host:5432/database",
  empty: "",
  parse: (t) =>
    /^postgres(ql)?:\/\/\S+$/.test(t) && singleHostUrls(t).every((url) => URL.canParse(url))
      ? t
      : undefined,
};

/** A bearer token, long enough not to be guessed. */
export const token = pattern(/^\S{16,}$/, "at least 16 random characters without blanks");

/** The path of a file or folder. */
export const path = text("a path");

const hostForm = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/;

/** Hosts as clients name them, separated by commas, in lower case. */
export const hostList: Kind<readonly string[]> = {
  expects: "hosts as clients name them, such as api.example.com or api.example.com:8443",
  empty: [],
  parse: (t) => {
    const hosts = t.split(",").map((host) => host.trim().toLowerCase()).filter(Boolean);
    return hosts.every((host) => hostForm.test(host)) ? hosts : undefined;
  },
};

/** Origins of web pages as browsers send them, separated by commas, in lower case. */
export const originList: Kind<readonly string[]> = {
  expects: "origins as browsers send them, without a path, such as https://app.example.com",
  empty: [],
  parse: (t) => {
    const origins = t.split(",").map((one) => one.trim().toLowerCase()).filter(Boolean);
    return origins.every(isOrigin) ? origins : undefined;
  },
};

const isOrigin = (text: string) => /^https?:/.test(text) && URL.parse(text)?.origin === text;
