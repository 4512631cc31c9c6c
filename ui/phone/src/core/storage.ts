// localStorage where the browser lets us; where it throws (some in-app browsers) a memory that lives as long as the page.

export interface Store {
  /** Whether what is put here outlives the page. */
  readonly durable: boolean;
  get(name: string): string | null;
  put(name: string, value: string): void;
  drop(name: string): void;
}

export function memoryStore(): Store {
  const kept: Record<string, string> = {};
  return {
    durable: false,
    get: (name) => kept[name] ?? null,
    put: (name, value) => {
      kept[name] = value;
    },
    drop: (name) => {
      delete kept[name];
    },
  };
}

export function browserStore(open: () => Storage): Store {
  let area: Storage;
  try {
    area = open();
    area.setItem("nt.probe", "1");
    area.removeItem("nt.probe");
  } catch {
    return memoryStore();
  }
  // A full area must not lose what this page still holds.
  const memory = memoryStore();
  return {
    durable: true,
    get: (name) => {
      const here = memory.get(name);
      if (here !== null) return here;
      try {
        return area.getItem(name);
      } catch {
        return null;
      }
    },
    put: (name, value) => {
      try {
        area.setItem(name, value);
        memory.drop(name);
      } catch {
        memory.put(name, value);
      }
    },
    drop: (name) => {
      memory.drop(name);
      try {
        area.removeItem(name);
      } catch {
        return;
      }
    },
  };
}

export function readJson<T>(store: Store, name: string): T | null {
  const text = store.get(name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
