/** Names that others choose, as labels: the first so many are kept, whatever comes beyond them is "other". */
export class BoundedNames {
  private readonly known = new Set<string>();

  constructor(private readonly most: number) {}

  boundedName(name: string): string {
    if (this.known.has(name)) return name;
    if (name.length > 80 || this.known.size >= this.most) return 'other';
    this.known.add(name);
    return name;
  }
}
