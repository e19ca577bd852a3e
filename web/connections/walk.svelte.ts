import type { ConversationReach } from '../../api/contracts/conversations.ts';
import { api } from '../api.ts';

/** Where people of an area were talked with: for the list, and for the map beside it. */
export class Walk {
  reach = $state.raw<ConversationReach | null>(null);
  failed = $state(false);
  #wanted = '';

  /** West, south, east, north of where somebody lives or was talked with; null where nothing is known. */
  get box(): [number, number, number, number] | null {
    const cells = this.reach?.cells ?? [];
    if (cells.length === 0) return null;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { corners } of cells)
      for (const [lon, lat] of corners) {
        [west, south] = [Math.min(west, lon), Math.min(south, lat)];
        [east, north] = [Math.max(east, lon), Math.max(north, lat)];
      }
    return [west, south, east, north];
  }

  /** Later answers to earlier questions are dropped. */
  async read(code: string): Promise<void> {
    this.#wanted = code;
    if (this.reach?.code !== code) this.reach = null;
    this.failed = false;
    try {
      const reach = await api.conversationReach(code);
      if (this.#wanted === code) this.reach = reach;
    } catch {
      if (this.#wanted === code) this.failed = true;
    }
  }
}
