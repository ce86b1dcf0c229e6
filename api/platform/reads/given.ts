/** What a request brings to a statement that was written before it came. */
export interface RequestValues {
  /** The operation's variables, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Business time of the request. */
  readonly now: Date;
  readonly memberId: string | null;
  readonly sessionId: string | null;
  readonly keyId: string | null;
  readonly keyName: string | null;
  /** How many changes the session or key has made, as far as known. */
  readonly writes: string;
}

/** What a decision can come to; it tells one statement from another. */
export type Choice = string | number | boolean | null;

type Read<Value> = (values: RequestValues) => Value;

/** Takes the decisions of whoever writes a statement; a decision may depend on those before it, and on nothing else. */
export interface Decider {
  decide(about: Read<Choice>): Choice;
}

/**
 * A value that is known when a request comes. In a piece of SQL it stands for a parameter: `sql`… = ${given}``. What
 * the text of a statement depends on is asked by `decide`: every request is asked the same before it may share the
 * statement.
 */
export class Given<Value> {
  private constructor(
    /** The value in a request. Throws what a bad value is refused with. */
    readonly read: Read<Value>,
    private readonly decider: Decider | null,
  ) {}

  /** One that requests bring. */
  static inRequest<Value>(decider: Decider, read: Read<Value>): Given<Value> {
    return new Given(read, decider);
  }

  /** One that is known already, and the same for every request. */
  static known<Value>(value: Value): Given<Value> {
    return new Given(() => value, null);
  }

  /** Several by name, as one: known where all of them are. */
  static all(parts: Readonly<Record<string, Given<unknown>>>): Given<Readonly<Record<string, unknown>>> {
    const entries = Object.entries(parts);
    const decider = entries.map(([, part]) => part.decider).find((one) => one !== null) ?? null;
    return new Given((values) => {
      const all: Record<string, unknown> = {};
      for (const [name, part] of entries) all[name] = part.read(values);
      return all;
    }, decider);
  }

  map<Other>(make: (value: Value) => Other): Given<Other> {
    return new Given((values) => make(this.read(values)), this.decider);
  }

  decide<Decision extends Choice>(about: (value: Value) => Decision): Decision {
    if (this.decider === null) return about(this.read(noValues));
    return this.decider.decide((values) => about(this.read(values))) as Decision;
  }

  /** A property of an object, or null where it has none or it is null. */
  part<Name extends keyof Value & string>(name: Name): Given<NonNullable<Value[Name]>> | null {
    const there = this.decide((value) => (value[name] ?? null) !== null);
    return there ? this.map((value) => value[name] as NonNullable<Value[Name]>) : null;
  }
}

const noValues: RequestValues = {
  now: new Date(0),
  variables: {},
  memberId: null,
  sessionId: null,
  keyId: null,
  keyName: null,
  writes: '0',
};

/** The parameters of a statement for a request; of a statement that no request changes, without one. */
export function parametersOf(values: readonly unknown[], request: RequestValues = noValues): unknown[] {
  return values.map((value) => (value instanceof Given ? (value as Given<unknown>).read(request) : value));
}
