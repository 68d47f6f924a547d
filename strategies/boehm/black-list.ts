/**
 * Blocks that a word which is no reference would point to. Two lists, as in the paper: words in bodies stand for the object
 * that begins there, words in roots for any object that covers them. A list is filled by a collection and used until the next
 * one has ended: what was seen in the last complete one and what was seen since both count.
 */
export class BlackList {
  /** Entries made since the start. */
  entries = 0;
  private readonly enabled: boolean;
  private readonly interior: boolean;
  private normalOld: Uint8Array;
  private normalNew: Uint8Array;
  private stackOld: Uint8Array;
  private stackNew: Uint8Array;

  /** @param interior any word stands for any object that covers it: there is but one list then */
  constructor(blocks: number, enabled: boolean, interior: boolean) {
    const size = enabled ? blocks : 0;
    this.enabled = enabled;
    this.interior = interior;
    this.normalOld = new Uint8Array(size);
    this.normalNew = new Uint8Array(size);
    this.stackOld = new Uint8Array(size);
    this.stackNew = new Uint8Array(size);
  }

  add(block: number, inRoot: boolean): void {
    if (!this.enabled) return;
    const list = inRoot || this.interior ? this.stackNew : this.normalNew;
    if (list[block] === 0) this.entries++;
    list[block] = 1;
  }

  /** What a collection has found from now on replaces what the one before found. */
  promote(): void {
    [this.normalOld, this.normalNew] = [this.normalNew, this.normalOld];
    [this.stackOld, this.stackNew] = [this.stackNew, this.stackOld];
    this.normalNew.fill(0);
    this.stackNew.fill(0);
  }

  /** Whether an object of these blocks would be kept by a word that is none of its references. */
  names(block: number, blocks: number): boolean {
    if (!this.enabled) return false;
    if (this.normalOld[block] !== 0 || this.normalNew[block] !== 0) return true;
    for (let at = block; at < block + blocks; at++) {
      if (this.stackOld[at] !== 0 || this.stackNew[at] !== 0) return true;
    }
    return false;
  }

  /** Blocks on either list. */
  count(): number {
    let count = 0;
    for (let block = 0; block < this.stackOld.length; block++) if (this.names(block, 1)) count++;
    return count;
  }

  metadataWords(): number {
    return this.stackOld.length;
  }
}
