/**
 * What the browser keeps of files on their way, so that a reload, a crash or the back button does not
 * lose them: taken up again by the same person, on the same report, within a day.
 */
export type KeptFile = { id: number; slot: string; name: string; file: File; at: number };

const DAY = 86_400_000;
const STORE = "files";

/** Keeps a file until forgetFile; its number, or null where the browser keeps nothing. */
export function keepFile(slot: string, name: string, file: File): Promise<number | null> {
  const row = { slot, name, file, at: Date.now() };
  return run("readwrite", (store) => store.add(row)).then((id) =>
    id === null ? null : Number(id),
  );
}

export function forgetFile(id: number): void {
  void run("readwrite", (store) => store.delete(id));
}

/** Forgets what was kept under a name: whoever takes a file off means it. */
export async function forgetNamed(slot: string, name: string): Promise<void> {
  for (const each of await all()) if (each.slot === slot && each.name === name) forgetFile(each.id);
}

/**
 * The files that an earlier page of this report left unsent, for one page at a time: a second tab waits
 * until the first is gone. What is older than a day goes, whoever left it.
 */
export async function takeKept(slot: string): Promise<KeptFile[]> {
  await alone(slot);
  const kept = await all();
  const old = kept.filter(({ at }) => at < Date.now() - DAY);
  for (const { id } of old) forgetFile(id);
  return kept.filter((each) => each.slot === slot && !old.includes(each));
}

const all = async () => ((await run("readonly", (store) => store.getAll())) ?? []) as KeptFile[];

// Held as long as the page lives; where a browser has no locks, the server takes a file sent twice once.
function alone(slot: string): Promise<void> {
  return new Promise((resolve) => {
    if (!navigator.locks) return resolve();
    void navigator.locks.request(`uploads-${slot}`, () => {
      resolve();
      return new Promise(() => {});
    });
  });
}

/** A store that is forbidden, full or broken takes nothing away: the page itself still sends the file. */
function run<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open("portal-uploads", 1);
      opening.onupgradeneeded = () =>
        opening.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
      opening.onerror = () => resolve(null);
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction(STORE, mode);
        const request = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = transaction.onabort = () => resolve(null);
        database.close();
      };
    } catch {
      resolve(null);
    }
  });
}
