/** What the words of the language mean, in one line each: for hover and completion. REFERENCE.md says more. */

export interface Word {
  /** How it is written, with its arguments. */
  readonly form: string;
  readonly doc: string;
}

/** Where values come from, in the definition of a type. */
export const SOURCES: ReadonlyMap<string, Word & { readonly params: readonly string[] }> = new Map([
  ['lines', { form: 'lines("data/names.txt")', params: ['file'], doc: 'The lines of a text file; blank lines and those that begin with # do not count.' }],
  ['column', { form: 'column("data/cities.csv", "name")', params: ['file', 'column'], doc: 'A column of a CSV file that has a header; empty cells do not count.' }],
  ['date', { form: 'date("d/M/yyyy", "1/1/1990".."31/12/2029")', params: ['format', 'range'], doc: 'Dates written in a format; without a range, of the years 1900 to 2030.' }],
  ['time', { form: 'time("HH:mm")', params: ['format', 'range'], doc: 'Times of day written in a format.' }],
  ['datetime', { form: 'datetime("yyyy-MM-dd HH:mm")', params: ['format', 'range'], doc: 'Dates with a time of day, written in a format.' }],
  ['digits', { form: 'digits(10..15)', params: ['length'], doc: 'Texts of so many digits, the first not 0.' }],
  ['faker', { form: 'faker("person.fullName", 500)', params: ['generator', 'count'], doc: 'Texts drawn once from the package faker, while the world is compiled; they become part of it.' }],
]);

export const BASE_TYPES: ReadonlyMap<string, string> = new Map([
  ['str', 'Text.'],
  ['int', 'Whole numbers up to ±(2^53 − 1). Every `int` is a `float`.'],
  ['float', 'Finite double-precision numbers.'],
  ['bool', '`true` or `false`.'],
]);

/** Keywords where they mean one thing wherever they stand. */
export const WORDS: ReadonlyMap<string, Word> = new Map(
  Object.entries({
    world: ['world markets "1.2.0"', 'The header of a world: its name, and its version in three numbers.'],
    import: ['import { a, b as c } from "./file.rworld"', 'Names of another file. Without braces, everything that the file declares becomes part of this world.'],
    type: ['type name <: parents = values accepts more', 'Declares what values exist. One declaration says what is drawn and what is accepted.'],
    entity: ['entity Company[40] { name: company_name key … }', 'Declares rows of facts that tools look up, drawn afresh for each task.'],
    tool: ['tool name(param: type) -> result { phrase "…" }', 'Declares what can be called. The comment above it is the description that an agent reads.'],
    app: ['app netflix { login … }', 'Groups types and tools.'],
    template: ['template name<E: entity, A: field of E> { … }', 'Declares a family of tools, one for each choice of its parameters.'],
    constraint: ['constraint name { depth ..5 … }', 'Rules that compositions keep, for task sets to obey.'],
    tasks: ['tasks train { count 1000 length 2..8 }', 'Declares a set of tasks: how many, of what length, from which seed.'],
    accepts: ['accepts 0.00..', 'What is accepted beyond what is drawn.'],
    noun: ['noun "company"', 'What one value is called in a sentence.'],
    plural: ['plural "companies"', 'What several values are called in a sentence.'],
    step: ['0..100 step 5', 'The distance from one value of a range to the next.'],
    list: ['list<T>[3..10]', 'Lists of values of a type; 2 to 5 items where no size is written.'],
    dict: ['dict<K, V>[1..3]', 'Objects with keys of a type of texts.'],
    phrase: ['phrase "the price of {item}"', 'How an instruction speaks of the result: a noun phrase that mentions every parameter once.'],
    action: ['action "book a room in {city}"', 'How an instruction asks for the call: an imperative that mentions every parameter once.'],
    returns: ['returns expression', 'Computes the result. Without it, the result is drawn from the result type, the same for the same arguments.'],
    requires: ['requires condition else "message"', 'A precondition. Where it does not hold, the call is an error; tasks never break one.'],
    tags: ['tags #math #search', 'Groups a tool with others, for constraints and weights.'],
    key: ['name: company_name key', 'The field that rows are looked up by; no two rows share it.'],
    unique: ['ticker: stock_id unique', 'No two rows share this field.'],
    login: ['login', 'The agent must log in to the app before it calls its tools.'],
    where: ['where A != E.key', 'Which choices of its parameters a template takes.'],
    sample: ['sample 3', 'Takes so many instances of a template, chosen by their names.'],
    length: ['length 2..8', 'How many calls a task has.'],
    depth: ['depth ..5', 'How many calls the longest chain has.'],
    inputs: ['inputs 1..3', 'How many values the user gives.'],
    joins: ['joins 1..', 'How many calls have two or more arguments that come from calls.'],
    shared: ['shared ..2', 'How many values are used more than once.'],
    never: ['never add -> add', 'No result of the first is an argument of the second (`->`), or leads there by any path (`->>`).'],
    goal: ['goal { price, city }', 'What is asked for is of one of these types, or below.'],
    count: ['count 1000', 'How many tasks the set has.'],
    seed: ['seed 7', 'Another seed, other tasks.'],
    distractors: ['distractors 1.0', 'Tools listed beside those of the solution, for each of these.'],
    sharing: ['sharing 0.2', "How often a value already made is used again, against a new input's 1."],
    passwords: ['passwords given 0.5', 'The share of tasks that state the password of an app with a login.'],
    obey: ['obey readable', 'Constraints that every task of the set keeps.'],
    hold: ['hold out 75 tools', 'Tools that no other set has; this set has no others.'],
    mix: ['mix 30% easy, 70% hard', 'Shares of the set, each under one more constraint.'],
    cover: ['cover tools', 'The first tasks reach every tool, or every edge of the composition graph.'],
    weight: ['weight #math 0.2', 'How often a tool occurs, against the others.'],
    uniform: ['uniform', 'Every composition equally often, in place of every tool.'],
    ask: ['ask "Please find out {goal}."', 'Frames of the request; `{goal}` is the phrase of what is asked for.'],
  } satisfies Record<string, readonly [string, string]>).map(([word, [form, doc]]) => [word, { form, doc }]),
);
