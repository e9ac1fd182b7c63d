import "server-only";
import type { Readable } from "node:stream";

/**
 * Where the bytes of uploaded files stand. A key is 32 hexadecimal digits and says nothing about the
 * file; what stands under a key never changes. What the operator has to mend (disk full, service
 * out of reach) is logged and thrown as a Refusal.
 */
export type Storage = {
  /** Takes over a file that arrived: afterwards it stands whole under the key, or not at all. */
  keep(key: string, incoming: Incoming): Promise<void>;
  /** The bytes under a key; null when there are none. */
  read(key: string): Promise<Readable | null>;
  /** Nothing happens when there are none. */
  remove(key: string): Promise<void>;
  /** Everything that stands under a key. */
  list(): AsyncIterable<StoredFile>;
};

export type StoredFile = { key: string; size: number; at: Date };

/** A file that arrived whole and stands on this machine's disk under a temporary name. */
export type Incoming = {
  path: string;
  /** bytes */
  size: number;
  sha256: string;
  /** Removes it; nothing happens once it was taken over. */
  discard(): Promise<void>;
};

export const isStorageKey = (name: string) => /^[0-9a-f]{32}$/.test(name);
