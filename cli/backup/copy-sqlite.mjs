// Copies an SQLite database that others may have open, as of one moment. JavaScript, since the types of the oldest
// Node that we serve know no node:sqlite; Deno has it.
import process from "node:process";
import { DatabaseSync } from "node:sqlite";

const [from, to] = process.argv.slice(2);
// Temporal writes text literals in double quotes in its schema.
const database = new DatabaseSync(from, { enableDoubleQuotedStringLiterals: true });
database.exec("pragma busy_timeout = 10000");
database.prepare("vacuum into ?").run(to);
database.close();
