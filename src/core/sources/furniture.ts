import { foldKey } from '../text/fold.ts';
import { once } from '../text/once.ts';
import { CONTROLS, JOBS, LEADS } from './furniture-labels.ts';
import { wordsKey } from './word-hashes.ts';

/**
 * Page furniture: what a page shows around an article. Two kinds of evidence, both strict, since a sentence of the
 * article must never be lost: whole lines that are labels, and patterns anchored at the start of a short paragraph.
 */
export type FurnitureKind =
  /** Introduces titles of other articles, which follow on the next lines. */
  'lead' | 'furniture';

/** Labels are short: a longer line is not looked up. */
const LONGEST_LABEL = 60;
/** Notices (cookies, rights, newsletter, photo credit) are short, too. */
const LONGEST_NOTICE = 420;

// Made for the first source that is read: an index answers without them.
const leads = once(() => labels(LEADS));
const controls = once(() => labels(CONTROLS));
const jobs = once(() => labels(JOBS));

/** Labels by the key of their words: case, marks, arrows and pictograms around them do not count. */
function labels(lists: Readonly<Record<string, string>>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const list of Object.values(lists)) for (const label of list.split(/\||\n/)) all.add(wordsKey(label));
  all.delete('');
  return all;
}

/**
 * Notices that are sentences. Each pattern is anchored at both the start of the paragraph and a word that only such a
 * notice has; none may match what a reporter writes about the same subject.
 */
const NOTICES: readonly RegExp[] = [
  // Cookies and consent.
  /^(?:we|this (?:web)?site|our (?:web)?site|this page|by (?:continuing|using|clicking|browsing)|мы используем|этот сайт использует|ми використовуємо|цей сайт використовує|wir verwenden|diese (?:web)?seite verwendet|nous utilisons|ce site utilise|utilizamos|este sitio (?:web )?utiliza)[^"]{0,160}[^"\p{L}](?:cookies?|куки|cookie-файл\p{L}*|файл\p{L}* cookie)/u,
  // Rights.
  /^(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d)).{0,160}$/u,
  /^(?:all rights reserved|все права защищены|(?:усі|всі) права захищен|alle rechte vorbehalten|tous droits reserves|todos los derechos reservados)/u,
  // Newsletters and channels.
  /^(?:sign up|subscribe|register) (?:(?:here|now|today|free) )?(?:to|for|on) (?:our|the|your|my) [^".]{0,80}(?:newsletter|newsletters|channel|updates|alerts|podcast|briefing|youtube|telegram|inbox)/u,
  /^(?:follow|join|find) us (?:on|in|at) [^"]{0,80}$/u,
  /^(?:подписывайтесь|подпишитесь|подписаться|підписуйтесь|підписуйтеся|підпишіться) на (?:наш|нас|канал|рассылк|розсилк|сторінк|страниц)/u,
  /^(?:abonnieren sie (?:unser|den)|abonnez-vous a (?:notre|la)|inscrivez-vous a (?:notre|la)|suscribete a (?:nuestr|la )|suscribase a (?:nuestr|la ))/u,
  /^(?:like|enjoy|enjoyed|want|looking for) (?:what you (?:read|are reading)|this article|this story|more)\b[^"]{0,160}\?/u,
  // Photo credits: the label must be followed by a mark.
  /^(?:photo|photos|photograph|photography|image|images|picture|pictures|illustration|video|photo credit|image credit|image source|image caption|photo by|фото|фотография|иллюстрация|видео|світлина|ілюстрація|відео|foto|bild|bildquelle|credit photo|credits?|photographie|imagen|fotografia)(?: (?:by|via|from|credit|source|caption|copyright))? ?[:©|/,] ?[^".]{0,120}$/u,
  /^[^".]{0,80} ?(?:\/|\||via) ?(?:getty images|reuters|afp|ap|epa|epa-efe|tass|shutterstock|anadolu|afp via getty images|ap photo)(?: ?\/ ?[^".]{0,40})?$/u,
  // Counters and reading times.
  /^\d[\d.,]* ?(?:k )?(?:comments?|shares?|views?|likes?|retweets?|reactions?|комментари\p{L}*|просмотр\p{L}*|коментар\p{L}*|перегляд\p{L}*|kommentare?|commentaires?|partages|vues|comentarios?|visitas)$/u,
  /^(?:reading time|read time|estimated reading time|время чтения|час читання|lesezeit|temps de lecture|tiempo de lectura) ?:? ?\d/u,
  /^\d{1,3} ?(?:-|–)? ?(?:min|mins|minute|minutes|минут\p{L}*|хвилин\p{L}*|minuten) (?:read|чтения|читання|lesezeit|de lecture|de lectura)$/u,
  // Typing errors reported by readers: a notice of post-Soviet sites.
  /^(?:if you (?:notice|find|found|spot|see) (?:an? |a spelling )?(?:error|mistake|typo)|если (?:вы )?(?:заметили|нашли|обнаружили) ошибку|якщо (?:ви )?(?:помітили|знайшли|побачили) помилку)/u,
  // Print-edition and app lines.
  /^(?:download|get) (?:the|our) [^".]{0,40}\bapp\b[^"]{0,60}$/u,
  /^(?:click|tap) here (?:to|for) [^"]{0,120}$/u,
];

/** Where somebody speaks, a reporter writes. */
const SPEECH =
  /(?:^|[^\p{L}])(?:said|says|told|asked|wrote|shouted|according to|сказал\p{L}*|заявил\p{L}*|сообщил\p{L}*|сказав|сказала|заявив|заявила|повідоми\p{L}*|sagte\p{L}*|erklarte\p{L}*|declare|a dit|dijo|afirmo)(?:$|[^\p{L}])/u;

/**
 * A cheap look before the patterns: notices begin with a word of theirs, with a figure or a sign, or end in an agency's
 * name.
 */
const OPENING = new Set(
  `we this our by мы этот ми цей wir diese nous ce utilizamos este copyright all все усі всі alle tous todos sign subscribe register follow join find
  подписывайтесь подпишитесь подписаться підписуйтесь підписуйтеся підпишіться abonnieren abonnez inscrivez suscríbete suscríbase like enjoy enjoyed
  want looking photo photos photograph photography image images picture pictures illustration video фото фотография иллюстрация видео світлина
  ілюстрація відео foto bild bildquelle credit credits photographie imagen fotografía fotografia reading read estimated время час lesezeit temps tiempo
  if если якщо download get click tap`.split(/\s+/),
);
const CLOSING = /(?:images|reuters|afp|ap|epa|efe|tass|shutterstock|anadolu|photo)\W*$/i;

function mayBeNotice(text: string): boolean {
  const first = text.charAt(0);
  if ((first < 'A' || first > 'z') && /^[^\p{L}\s"'“”«»„(]/u.test(text)) return true;
  let end = 0;
  while (end < text.length && end < 30 && text.charCodeAt(end) > 32) end++;
  const word = text
    .slice(0, end)
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+.*$/gu, '');
  return word === '' || OPENING.has(word) || CLOSING.test(text.slice(-16));
}

/** What kind of furniture the paragraph is, or undefined: it may be anything else. `ended` tells whether it ends like a sentence. */
export function furnitureKind(text: string, ended: boolean): FurnitureKind | undefined {
  if (text.length > LONGEST_NOTICE) return undefined;
  if (!/[\p{L}\p{N}]/u.test(text)) return 'furniture';
  if (text.length <= LONGEST_LABEL) {
    const label = wordsKey(text);
    if (leads().has(label)) return 'lead';
    // "Search." or "More!" may be a sentence of somebody's; a button has no full stop.
    if (!ended && controls().has(label)) return 'furniture';
  }
  // "Read also: Title of another article": a label, a colon, and no sentence.
  const colon = text.slice(0, LONGEST_LABEL).indexOf(':');
  if (colon > 0 && !ended && leads().has(wordsKey(text, { start: 0, end: colon }))) return 'furniture';
  if (!mayBeNotice(text)) return undefined;
  const folded = foldKey(text);
  if (SPEECH.test(folded)) return undefined;
  return NOTICES.some((notice) => notice.test(folded)) ? 'furniture' : undefined;
}

/** True for "Editor", "Staff writer", "Корреспондент": a line that says what the person named beside it does. */
export function isJobLabel(line: string): boolean {
  return line.length <= LONGEST_LABEL && jobs().has(wordsKey(line));
}
