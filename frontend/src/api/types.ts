// Shapes that every noun shares. The server's own names; see the API contract.

/** The answer to "may I?", with what the policy missed and who could, when the answer is no. */
export interface Verdict {
  allowed: boolean;
  /** Line of the policy that came nearest. */
  rule?: string | number;
  /** What that line missed: "role", "section", "own", "state" or a condition's name. */
  missed?: string[];
  roles?: string[];
  posts?: { id: string; title: string; titleEn?: string; organisationName?: string }[];
}

export type Can = Record<string, Verdict | undefined>;

/** What every record carries. */
export interface Recorded {
  id: string;
  version: number;
  createdAt?: string;
  updatedAt?: string;
  can?: Can;
}

export interface Page<T> {
  items: T[];
  /** Counted up to 1,000. */
  total: number;
  totalCapped: boolean;
  next: string;
}

/** Rows of a view by property and value: {"phase": {"operation": 210}}. */
export type Facets = Record<string, Record<string, number>>;

export interface Change {
  field: string;
  before?: unknown;
  after?: unknown;
}

export interface HistoryEntry {
  id: string;
  at: string;
  actor?: {
    personId?: string;
    name?: string;
    nameEn?: string;
    postTitle?: string;
    postTitleEn?: string;
    organisationName?: string;
    organisationNameEn?: string;
  };
  action: string;
  noun: string;
  recordId: string;
  label?: string;
  reason?: string;
  changes: Change[];
}

export interface HistoryPage {
  items: HistoryEntry[];
  next: string;
  /** Names of the records that ids in the changes point at. */
  labels?: Record<string, { name: string; nameEn?: string }>;
}

/** The question a list asks: page, order and filters. Empty values are left out of the address. */
export type ListQuery = Record<string, string | number | boolean | undefined>;
