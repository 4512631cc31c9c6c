// What a wall knows: the snapshots of the phone page, and those that only walls read.

import { Snapshots } from "../core/snapshots";
import { newer } from "../core/order";
import { VERSION } from "../wire/snapshot";
import type { Ordered } from "../wire/snapshot";
import type { Wall, WallCode } from "../wire/wall";

export class Known extends Snapshots {
  wall: Wall | null = null;
  code: WallCode | null = null;

  override take(tail: string, payload: string): boolean {
    if (tail !== "wall" && tail !== "wall/code") return super.take(tail, payload);
    const message = object(payload);
    if (message === null) return false;
    if (tail === "wall") return this.takeWall(message as unknown as Wall);
    const code = message as unknown as WallCode;
    if (typeof code.url !== "string" || typeof code.until !== "number") return false;
    this.code = code;
    return true;
  }

  /** Everything that a picture of the room needs has come. */
  get whole(): boolean {
    return [this.session, this.agenda, this.roll, this.floor, this.queue, this.wall].indexOf(null) === -1;
  }



  private takeWall(next: Wall): boolean {
    if (typeof next.epoch !== "number" || typeof next.rev !== "number") return false;
    if (!newer(next as Ordered, this.wall)) return false;
    this.wall = next;
    return true;
  }
}

function object(payload: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(payload);
    const is = typeof value === "object" && value !== null && (value as { v?: unknown }).v === VERSION;
    return is ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
