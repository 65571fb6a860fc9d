/** A table of a backup. */
export interface BackedUpTable {
  name: string;
  columns: string[];
}

/** What a backup of PostgreSQL holds. */
export interface Manifest {
  format: 1;
  /** ISO instant of the snapshot, by the database's clock. */
  at: string;
  /** Applied to the database that was backed up. */
  migrations: string[];
  tables: BackedUpTable[];
  /** Where sequences stood. */
  sequences: { name: string; value: number }[];
}
