/**
 * Made-up essays: sentences that look like a pupil's, of a given number of words. They carry no quality; the
 * simulated judge reads abilities, and other judges are for real texts.
 */

/** Numbers in [0, 1) by sentence and by place in the sentence. */
type Numbers = (sentence: number, place: number) => number;

const OPENERS = [
  'In my opinion',
  'When I was younger',
  'These days',
  'At our school',
  'To be honest',
  'Last summer',
];
const JOINERS = ['and', 'but', 'because', 'so', 'although', 'while'];
const SUBJECTS = [
  'my best friend',
  'the teacher',
  'a stranger on the bus',
  'my grandmother',
  'the whole class',
  'our team',
  'almost everyone',
  'the main character',
];
const VERBS = [
  'remembers',
  'understands',
  'talks about',
  'forgets',
  'believes in',
  'looks for',
  'wants to change',
];
const OBJECTS = [
  'the long way home',
  'what really matters',
  'a small act of courage',
  'the rules of the game',
  'music and old stories',
  'a better future',
  'the noise of the city',
  'things that nobody else can see',
];

const SENTENCES_PER_PARAGRAPH = 5;

/** Exactly `words` words (at least 1), in paragraphs, ending with a full stop. */
export function fillerText(words: number, numbers: Numbers): string {
  const paragraphs: string[][] = [];
  let left = words;
  for (let index = 0; left > 0; index++) {
    const sentence = sentenceOf((place) => numbers(index, place)).slice(0, left);
    left -= sentence.length;
    if (index % SENTENCES_PER_PARAGRAPH === 0) paragraphs.push([]);
    paragraphs.at(-1)?.push(`${capitalised(sentence.join(' ')).replace(/,$/, '')}.`);
  }
  return paragraphs.map((sentences) => sentences.join(' ')).join('\n\n');
}

/** The words of one sentence of one or two clauses, in half of the cases with an opener. */
function sentenceOf(number: (place: number) => number): readonly string[] {
  const opener = number(0) < 0.5 ? `${pick(OPENERS, number(1))}, ` : '';
  const second = number(2) < 0.6 ? `, ${pick(JOINERS, number(3))} ${clause(number, 7)}` : '';
  return `${opener}${clause(number, 4)}${second}`.split(' ');
}

function clause(number: (place: number) => number, place: number): string {
  const [subject, verb, object] = [number(place), number(place + 1), number(place + 2)];
  return `${pick(SUBJECTS, subject)} ${pick(VERBS, verb)} ${pick(OBJECTS, object)}`;
}

function pick(words: readonly string[], number: number): string {
  return words[Math.floor(number * words.length)] ?? '';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
