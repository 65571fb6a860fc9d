/** A word or phrase that the project does not use, and what it uses instead. */
export interface BannedWord {
  pattern: RegExp;
  instead: string;
  /** `words`: matched in prose and in the parts of identifiers, in lower case. `text`: matched as written. */
  where: "words" | "text";
  /** Paths in which the word has another meaning. */
  except?: RegExp;
}

const words = (source: string, instead: string, except?: RegExp): BannedWord => ({
  pattern: new RegExp(`\\b(?:${source})\\b`),
  instead,
  where: "words",
  except,
});

const text = (source: string, instead: string, except?: RegExp): BannedWord => ({
  pattern: new RegExp(source),
  instead,
  where: "text",
  except,
});

/** Files that name former names: the changelog. */
const changelog = /^CHANGELOG\.md$/;

/** What `docs/glossary.md` rules out, with the replacement that the failure message names. */
export const bannedWords: readonly BannedWord[] = [
  words("told", "say who reports what: `the model receives`, `reported`"),
  words("anew", "`again`, `retry`"),
  words("reckon(?:s|ed|ing)?", "`estimate`"),
  words("doorbells?|rings?|ringing|rung", "`wake-up`, `wake`", changelog),
  words("nobody|whoever|somebody", "name the caller, process or client", /postgres\/folders\.ts$/),
  words("of ours|none s|so long|who asks|as if it had not been", "name the thing"),
  words("happened", "`outcome`, `occurred`"),
  words("stands?(?! for)|stood|stand ins?", "`backlog`, `is`, `test server`, `fake`"),
  words("baseless|settled tip|base (?:turn|tip|remote)", "`checkpoint`"),
  // Not the names of shares that institutions own.
  words("held(?! percent| by institutions)", "`claimed`, `keeps`, `in memory`"),
  words("come back", "`retry after`, `return`"),
  words(
    "judg(?:e|es|ed|ing)",
    "`classify`, `validate`, `verify`",
    /evals|0022-reports|research\/terminal/,
  ),
  words("twins?", "`also available as the query ...`"),
  words("desks?|clerks?|shops?|talkers?|talks|storms?", "`workload`, `client`, `test server`"),
  words("poisoned|borrowed|blind|suspects?", "`malformed`, `inherited`, `unknown`, `maybe_sent`"),
  words("intents|doubts|doubted", "`pending verifications`"),
  words("forgets?|forgot|forgotten|forgetting", "`purge`, `delete`"),
  words("crash (?:kinds?|points?)", "`failpoint`", changelog),
  words("(?<!in )facts?", "`event`", /^docs\/events\.md$/),
  words("said (?:again|since)|replays? told", "`replayed history`"),
  text(
    "\\b(?:moveOn|move_on|carryOut|carry_out|findOut|find_out)",
    "`superseded`, `execute`, `verify`",
  ),
  text("\\b(?:most|mosts)[A-Z]", "`max...`", changelog),
  text("\\bkeep(?!Alive|Time\\b)[A-Z]", "name what it does: `refreshTools`, `purgeKeys`"),
  text("\\bhold[A-Z]|[a-z]Held\\b", "`claim`, `claimed`"),
  text(
    "(?<!client/)\\brelay(?:s|ed|ing)?\\b(?!\\.|-runtime)|[a-z]Relay\\b",
    "`draft writer`",
    // The GraphQL client of that name.
    /^clients\/|^docs\/(?:events|clients|integrate)\.md$|^tests\/packages\//,
  ),
  text("\\b(?:is|are|was|were|becomes?|left) void\\b|\\bvoids\\b|\\bvoided\\b", "`discarded`"),
  text("[mM]odelGates?\\b|model_gate|model-gate", "`semaphore`"),
];

/** Lower-case words of a line, with the parts of its identifiers apart. */
export function wordsOf(line: string): string {
  return line
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/['’_\-./]+/g, " ")
    .toLowerCase()
    .replace(/\s+/g, " ");
}

/** A banned word in a line of a file; `line` counts from 1. */
export interface Finding {
  path: string;
  line: number;
  found: string;
  instead: string;
}

/** The banned words of a text, and of its path; at most one finding for each rule and line. */
export function findBannedWords(path: string, content: string): Finding[] {
  const rules = bannedWords.filter(({ except }) => !except?.test(path));
  return [path, ...content.split("\n")].flatMap((raw, line) => {
    const split = wordsOf(raw);
    return rules.flatMap(({ pattern, instead, where }) => {
      const found = pattern.exec(where === "words" ? split : raw)?.[0];
      return found === undefined ? [] : [{ path, line, found, instead }];
    });
  });
}
