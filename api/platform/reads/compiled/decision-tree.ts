import type { Choice, Decider, RequestValues } from '../given';

interface Question<Leaf> {
  readonly about: (values: RequestValues) => Choice;
  readonly answers: Map<Choice, Place<Leaf>>;
}

/** Either a further question or what was made, as the first one that came here found out. */
interface Place<Leaf> {
  question?: Question<Leaf>;
  made?: Leaf;
}

/**
 * What was made for some requests, and which others may use it: those that answer the same to every question that was
 * asked when it was made. Whoever makes asks the next question depending only on the answers before it, so the
 * questions form a tree.
 */
export class DecisionTree<Leaf extends object> {
  private readonly root: Place<Leaf> = {};
  /** How many answers it remembers. */
  size = 0;

  /** What was made for requests like this one. */
  find(values: RequestValues): Leaf | undefined {
    let place: Place<Leaf> | undefined = this.root;
    while (place?.question !== undefined) place = place.question.answers.get(place.question.about(values));
    return place?.made;
  }

  /** Makes what is missing for a request, and keeps it for others like it. */
  make(values: RequestValues, make: (decider: Decider) => Leaf): Leaf {
    const path = new Path(this.root, values);
    try {
      const made = make(path);
      path.place.made = made;
      return made;
    } finally {
      this.size += path.learnt;
      path.end();
    }
  }
}

/** The way of one request through the tree, laid where it wasn't there. */
class Path<Leaf> implements Decider {
  learnt = 0;

  constructor(
    public place: Place<Leaf>,
    private values: RequestValues | null,
  ) {}

  decide(about: (values: RequestValues) => Choice): Choice {
    if (this.values === null) throw new Error('A statement asks only while it is written.');
    const answer = about(this.values);
    this.place.question ??= { about, answers: new Map() };
    const { answers } = this.place.question;
    let next = answers.get(answer);
    if (next === undefined) {
      next = {};
      answers.set(answer, next);
      this.learnt += 1;
    }
    this.place = next;
    return answer;
  }

  /** What was made lives long; the request that it was made for is not to live in it. */
  end(): void {
    this.values = null;
  }
}
