/**
 * Russian and Ukrainian: who is relayed and who stays unnamed. Patterns rather than tokens, since the verbs of reporting
 * come in few forms there and the outlet follows them at once.
 */
import { once } from '../../text/once.ts';
import { outletKind } from './outlets.ts';

const NAME = '(?:[«"“]([^«»"“”]{2,50})[»"”]|(\\p{Lu}[\\p{L}\\d.’\'-]*(?: \\p{Lu}[\\p{L}\\d.’\'-]*){0,3}))';
const KIND =
  '(?:(?:информационное |российское |украинское |американское |британское |інформаційне |українське |російське |американське )?(?:агентств\\p{L}*|информагентств\\p{L}*|інформагентств\\p{L}*|издани\\p{L}*|видання|газет\\p{L}*|журнал\\p{L}*|телеканал\\p{L}*|канал\\p{L}*|портал\\p{L}*|сайт\\p{L}*|радио\\p{L}*|радіо\\p{L}*|ресурс\\p{L}*) )?';
const VERB =
  '(?:сообща(?:ет|ют|л|ла|ло|ли)|сообщ(?:ил|ила|ило|или)|пиш(?:ет|ут)|писал[аои]?|написал[аои]?|переда(?:ёт|ет|ют|л|ла|ло|ли)|повідомля(?:є|ють)|повідоми(?:в|ла|ло|ли)|пиш(?:е|уть)|написа(?:в|ла|ло|ли)|переда(?:є|ють|в|ла|ло|ли)|інформу(?:є|ють)|информиру(?:ет|ют))';
const reports = once(() => new RegExp(`(?<!\\p{L})${VERB} (?:об этом |про це |в \\p{L}+ |у \\p{L}+ )?${KIND}${NAME}`, 'gu'));
const reported = once(() => new RegExp(`${NAME} (?:об этом |про це )?${VERB}(?!\\p{L})`, 'gu'));
const cites = once(
  () =>
    new RegExp(
      `(?<!\\p{L})(?:со ссылкой на|ссылаясь на|по (?:данным|информации|сведениям)|з посиланням на|посилаючись на|за (?:даними|інформацією)|в интервью|в комментарии|в беседе с|в інтерв['’ʼ]ю|у коментарі|в коментарі) ${KIND}${NAME}`,
      'gu',
    ),
);
const UNNAMED =
  /(?<!\p{L})(?:(?:на условиях|на умовах) (?:анонимности|анонімності)|(?:источник|собеседник|джерел|співрозмовник)(?:и|ы|а|о|ов|ів|ам|ами|ников|ник|ники|ников)? |(?:источники?|собеседники?|джерел[оа]|співрозмовник(?:и)?)(?!\p{L})|(?:пожелал\p{L}*|просил\p{L}*|попросил\p{L}*) (?:остаться неизвестн\p{L}*|не называть)|(?:побажа\p{L}*|просив|попроси\p{L}*) (?:залишитися неназван\p{L}*|не називати))/u;

/** What a Cyrillic sentence relays, outermost first, and whether it rests on an unnamed speaker. */
export function cyrillicProvenance(words: string): { readonly via: readonly string[]; readonly anonymous: boolean } {
  if (words.length > 2500) return { via: [], anonymous: false };
  const via: string[] = [];
  for (const [pattern, strong] of [
    [reports(), true],
    [reported(), false],
    [cites(), false],
  ] as const) {
    for (const m of words.matchAll(pattern)) {
      const quoted = m[1];
      const name = (quoted ?? m[2] ?? '').trim();
      const sure = outletKind(name) !== undefined || (quoted !== undefined && strong);
      if (sure && !via.includes(name)) via.push(name);
    }
  }
  return { via, anonymous: UNNAMED.test(words) };
}
