/** Longer texts are prose, which never comes again. */
const LONGEST = 80;
/** The labels that real reports print, many times over. */
const MOST = 4_000;

/** What was found for a label, kept for the next document that prints it, within bounds. */
export class LabelMemory<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly find: (text: string) => T) {}

  of(text: string): T {
    if (text.length > LONGEST) return this.find(text);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const found = this.find(text);
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(text, found);
    return found;
  }
}
