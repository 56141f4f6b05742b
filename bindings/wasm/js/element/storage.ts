import type { Kept } from "./session.js";

/** Why what was kept cannot be used, or nothing can be kept. */
export type StorageTrouble = "storage_full" | "storage_unavailable" | "storage_tampered" | "storage_other_definition";

export interface Found {
  readonly kept?: Kept;
  readonly trouble?: StorageTrouble;
}

/** Answers on the device, under one name, for one definition. Nothing here throws. */
export class Keeper {
  readonly #name: string;
  readonly #hash: string;

  constructor(instrument: string, hash: string, storageKey: string) {
    this.#name = `orientir:${instrument}:${storageKey}`;
    this.#hash = hash;
  }

  read(): Found {
    let text: string | null;
    try {
      text = localStorage.getItem(this.#name);
    } catch {
      return { trouble: "storage_unavailable" };
    }
    if (text === null) return {};
    const read = parse(text);
    if (read === undefined) return { trouble: "storage_tampered" };
    return read.key === this.#hash ? { kept: read } : { trouble: "storage_other_definition" };
  }

  write(kept: Kept): StorageTrouble | undefined {
    try {
      localStorage.setItem(this.#name, JSON.stringify({ format: 1, key: this.#hash, ...kept }));
      return undefined;
    } catch (error) {
      return error instanceof DOMException && error.name === "QuotaExceededError" ? "storage_full" : "storage_unavailable";
    }
  }

  /** Whether another page of the device has erased the answers. */
  isErasedBy(event: StorageEvent): boolean {
    const here = event.storageArea === localStorage;
    return here && event.newValue === null && (event.key === null || event.key === this.#name);
  }

  /** Whether the device surely holds no answers. */
  holdsNothing(): boolean {
    const { kept, trouble } = this.read();
    return kept === undefined && trouble === undefined;
  }

  erase(): StorageTrouble | undefined {
    try {
      localStorage.removeItem(this.#name);
      return undefined;
    } catch {
      return "storage_unavailable";
    }
  }
}

function parse(text: string): (Kept & { key: string }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { format, key, answers, person, place, done } = value;
  const sound =
    format === 1 && typeof key === "string" && isTexts(answers) && isTexts(person) && Number.isFinite(place) && typeof done === "boolean";
  return sound ? { key, answers, person, place: place as number, done } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((one) => typeof one === "string");
}
