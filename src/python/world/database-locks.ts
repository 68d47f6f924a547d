/**
 * SQLite's locks on one database file that is written through a rollback journal: any number may read, one of them may prepare to
 * write, and it commits only while no other reads; once it has tried in vain, nobody begins to read.
 * Source: sqlite.org/lockingv3.html, section 3.
 */
export class DatabaseLocks<Owner extends object> {
  private readonly readers = new Set<Owner>();
  private writer: Owner | null = null;
  private isPending = false;

  /** SHARED. @returns whether it was got */
  read(owner: Owner): boolean {
    if (this.isPending && this.writer !== owner && !this.readers.has(owner)) return false;
    this.readers.add(owner);
    return true;
  }

  /** RESERVED, and with it SHARED. */
  write(owner: Owner): boolean {
    if ((this.writer !== null && this.writer !== owner) || !this.read(owner)) return false;
    this.writer = owner;
    return true;
  }

  /** EXCLUSIVE, for a moment. */
  commit(owner: Owner): boolean {
    if (this.writer !== owner) return true;
    this.isPending = [...this.readers].some((reader) => reader !== owner);
    return !this.isPending;
  }

  /** All that the owner holds; SHARED stays where it still reads. */
  release(owner: Owner, stillReads: boolean): void {
    if (!stillReads) this.readers.delete(owner);
    if (this.writer !== owner) return;
    this.writer = null;
    this.isPending = false;
  }
}
