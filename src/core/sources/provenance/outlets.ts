import { foldKey } from '../../text/fold.ts';

/**
 * News agencies, broadcasters, newspapers and news sites that other outlets quote: national agencies by country (members
 * of EANA, OANA and FAAPA), the large international press, and the larger outlets of Ukraine and Russia. General
 * knowledge, written down once; an outlet that is not here is still recognised by what its name holds ("Kyiv Post") or
 * by how it is introduced ("the newspaper X").
 */
const NAMES = `
  Bloomberg|Bloomberg News|Reuters|Thomson Reuters|Associated Press|The Associated Press|AP|Agence France-Presse|AFP|United Press International|UPI|DPA|Deutsche Presse-Agentur|ANSA|EFE|Lusa|Belga|ANP|APA|Keystone-SDA|PAP|Polish Press Agency|CTK|ČTK|TASR|MTI|Agerpres|BTA|Tanjug|HINA|STA|BNS|LETA|ELTA|Ritzau|NTB|TT|STT|PA Media|Press Association|Anadolu|Anadolu Agency|DHA|IHA
  TASS|ITAR-TASS|RIA Novosti|RIA|Sputnik|Interfax|Interfax-Ukraine|Ukrinform|UNIAN|UNN|BelTA|Belta|Kazinform|Trend|APA|Azertac|Armenpress|Interpress|Kabar|UzA|Moldpres|IPN|Meduza|Kommersant|Vedomosti|RBC|RBK|RBC-Ukraine|Izvestia|Novaya Gazeta|Novaya Gazeta Europe|The Insider|Mediazona|TV Rain|Dozhd|Lenta|Gazeta.ru|Fontanka|Rossiya 1|Channel One|RT|Russia Today|Rossiyskaya Gazeta|The Moscow Times|Moscow Times|Ukrainska Pravda|European Pravda|Kyiv Independent|The Kyiv Independent|Kyiv Post|Suspilne|Hromadske|Babel|Zerkalo Nedeli|Dzerkalo Tyzhnia|Liga.net|LB.ua|NV|New Voice of Ukraine|Euromaidan Press|Espreso|Censor.net|Focus|Obozrevatel|TSN
  Xinhua|China Daily|Global Times|People's Daily|CCTV|CGTN|Caixin|South China Morning Post|SCMP|Kyodo|Kyodo News|Jiji|Jiji Press|NHK|Nikkei|Asahi Shimbun|Yomiuri Shimbun|Mainichi|Yonhap|KBS|KCNA|Korea Herald|Central News Agency|Taipei Times|PTI|Press Trust of India|ANI|IANS|The Hindu|Times of India|Hindustan Times|Indian Express|Dawn|Geo News|APP|Antara|Bernama|Straits Times|Channel NewsAsia|CNA|Rappler|VNA|Bangkok Post
  IRNA|Fars|Fars News|Tasnim|Mehr|ISNA|Press TV|SANA|NNA|WAM|SPA|QNA|KUNA|BNA|Petra|MENA|WAFA|Al Jazeera|Al Arabiya|Al Mayadeen|Asharq Al-Awsat|Haaretz|Ynet|Times of Israel|The Times of Israel|Jerusalem Post|The Jerusalem Post|Channel 12|Channel 13|Kan|Hurriyet|Daily Sabah|TRT|TRT World|Cumhuriyet|Middle East Eye|The National|Arab News|Iran International
  New York Times|The New York Times|NYT|Washington Post|The Washington Post|Wall Street Journal|The Wall Street Journal|WSJ|USA Today|Los Angeles Times|Chicago Tribune|Boston Globe|Politico|Axios|The Hill|The Atlantic|The New Yorker|Newsweek|Foreign Affairs|Foreign Policy|CNN|NBC|NBC News|CBS|CBS News|ABC News|MSNBC|Fox News|Fox Business|CNBC|NPR|PBS|C-SPAN|Voice of America|VOA|Radio Free Europe|Radio Free Europe/Radio Liberty|RFE/RL|Radio Liberty|Radio Svoboda|Semafor|ProPublica|Breitbart|Barron's|Forbes|Fortune|Business Insider|Vox|Vice|BuzzFeed News|Daily Beast|The Daily Beast|HuffPost|Globe and Mail|The Globe and Mail|Toronto Star|CBC
  BBC|BBC News|The Guardian|Guardian|Financial Times|The Financial Times|FT|The Times|Sunday Times|The Sunday Times|The Telegraph|Daily Telegraph|The Daily Telegraph|The Independent|The Economist|Economist|Sky News|ITV|ITV News|Channel 4|Channel 4 News|Daily Mail|MailOnline|The Sun|The Mirror|Daily Mirror|Daily Express|Evening Standard|The Observer|The Spectator|Bellingcat|Irish Times|The Irish Times|RTE|RTÉ|The Scotsman
  Le Monde|Le Figaro|Libération|Liberation|Les Echos|Le Point|L'Express|L'Équipe|Mediapart|France 24|France Info|Franceinfo|RFI|BFMTV|BFM TV|TF1|Der Spiegel|Spiegel|Die Zeit|Die Welt|Welt|Welt am Sonntag|Bild|Bild am Sonntag|Süddeutsche Zeitung|Frankfurter Allgemeine Zeitung|FAZ|Handelsblatt|Tagesschau|Tagesspiegel|ARD|ZDF|Deutsche Welle|DW|NZZ|Neue Zürcher Zeitung|Tages-Anzeiger|ORF|Der Standard|Die Presse|Kurier
  El País|El Pais|El Mundo|ABC|La Vanguardia|RTVE|Corriere della Sera|La Repubblica|La Stampa|Il Sole 24 Ore|Il Messaggero|RAI|Euronews|Euractiv|EUobserver|De Telegraaf|NRC|Volkskrant|De Volkskrant|VRT|De Standaard|Le Soir|Politiken|Berlingske|Jyllands-Posten|DR|Aftenposten|VG|NRK|Dagens Nyheter|Svenska Dagbladet|Aftonbladet|SVT|Helsingin Sanomat|Yle|Delfi|Postimees|ERR|LRT|LSM|Gazeta Wyborcza|Rzeczpospolita|Onet|TVN24|Polsat News|RMF FM|Wirtualna Polska|Telex|HVG|444|Index.hu|Balkan Insight|N1|Digi24|HotNews|G4Media|Novinky|Denník N|Sme|Kathimerini|Ta Nea|Nova TV
  Folha de S.Paulo|O Globo|Globo|Estadão|Clarín|La Nación|El Universal|Reforma|El Mercurio|Prensa Latina|Telesur|Notimex|Agência Brasil|Daily Nation|The East African|Mail & Guardian|News24|SABC|Premium Times|Punch|Vanguard|NAN|Sudan Tribune|Africanews|Sydney Morning Herald|The Sydney Morning Herald|The Age|The Australian|New Zealand Herald|RNZ|Stuff|SBS News
  Блумберг|Рейтер|Рейтерс|ТАСС|РИА Новости|РИА|Интерфакс|Коммерсантъ|Коммерсант|Ведомости|РБК|Известия|Медуза|Новая газета|Комсомольская правда|Российская газета|Фонтанка|Дождь|Укринформ|УНИАН|УНН|Интерфакс-Украина|Украинская правда|Европейская правда|РБК-Украина|Зеркало недели|Суспильне|Громадське|Цензор.нет|Страна|Синьхуа|Аль-Джазира|Анадолу|Би-би-си|Радио Свобода|Немецкая волна
  Рейтерз|Укрінформ|УНІАН|Інтерфакс-Україна|Українська правда|Європейська правда|РБК-Україна|Дзеркало тижня|Суспільне|Цензор.НЕТ|Комерсант|Сіньхуа|Радіо Свобода|Німецька хвиля|Бабель
`;

/** The last word of many outlets' names: "Kyiv Post", "Baltic Times", "Echo Radio". */
const TELLING =
  /^(?:news|times|post|tribune|gazette|herald|chronicle|telegraph|daily|weekly|journal|courier|observer|inquirer|dispatch|examiner|gazeta|pravda|zeitung|tageblatt|allgemeine|nachrichten|press|newspaper|magazine|broadcasting|tv|television|radio|media|newswire|agency|novosti|info|online)$/;
/** Endings that other organisations share: "UN Refugee Agency", "Social Media". */
const SHARED_LAST = /^(?:media|press|agency|info|online)$/;
/** "The Post" after "The South China Morning Post". */
const SHORT_FORM =
  /^(?:times|post|tribune|gazette|herald|chronicle|telegraph|journal|courier|observer|examiner|guardian|independent|inquirer|dispatch|standard|mail|star|globe)$/;
const DOMAIN = /^(?:www\.)?[\p{L}\d-]{2,30}\.(?:com|org|net|ru|ua|info|news|media|io|eu|de|fr|uk|by|kz|pl|co\.uk|com\.ua|in\.ua|me|tv)$/iu;

/** Folded name → the ways in which it is written. */
let known: ReadonlyMap<string, readonly string[]> | undefined;
/** Shorter names are acronyms as a rule, and count only as they are written: "DR", not "Dr". */
const SHORT = 5;

export type OutletKind =
  /** Surely an outlet. */
  | 'sure'
  /** An outlet where the words around say so ("the broadcaster X", “X” reports). */
  | 'maybe';

/** Whether a name is one of an outlet. `undefined`: nothing says so. */
export function outletKind(name: string): OutletKind | undefined {
  if (name.length > 60) return undefined;
  const seen = judged.get(name);
  if (seen !== undefined || judged.has(name)) return seen;
  const kind = judge(name);
  // The same names come again and again; a library has far fewer.
  if (judged.size < MOST_REMEMBERED) judged.set(name, kind);
  return kind;
}

const judged = new Map<string, OutletKind | undefined>();
const MOST_REMEMBERED = 20_000;

function judge(name: string): OutletKind | undefined {
  const key = foldKey(name);
  if (isKnownName(name, key)) return 'sure';
  if (DOMAIN.test(name)) return 'sure';
  const parts = key.split(' ');
  const last = parts.at(-1) ?? '';
  if (parts.length >= 2 && parts.length <= 5 && TELLING.test(last)) {
    // "Kyiv Post" is one; "Foreign Press" and "Energy Agency" are something else.
    return SHARED_LAST.test(last) && parts.at(-2) !== 'news' ? 'maybe' : 'sure';
  }
  return undefined;
}

/** Whether the list above holds a name of several words, "the" aside. */
export function isListedOutlet(name: string): boolean {
  const last = name.lastIndexOf(' ') + 1;
  return last > 0 && endsOfNames().has(name.slice(last).toLowerCase()) && isKnownName(name, foldKey(name));
}

function isKnownName(name: string, key: string): boolean {
  known ??= readNames();
  const forms = known.get(key) ?? (key.startsWith('the ') ? known.get(key.slice(4)) : undefined);
  if (!forms) return false;
  return key.length >= SHORT || forms.includes(name) || forms.includes(`The ${name}`);
}

function readNames(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const name of NAMES.split(/\||\n/).map((n) => n.trim())) {
    if (name === '') continue;
    const key = foldKey(name);
    const forms = names.get(key);
    if (forms) forms.push(name);
    else names.set(key, [name]);
  }
  return names;
}

let lastWords: ReadonlySet<string> | undefined;

function endsOfNames(): ReadonlySet<string> {
  known ??= readNames();
  lastWords ??= new Set([...known.keys()].map((name) => name.slice(name.lastIndexOf(' ') + 1)));
  return lastWords;
}

/** Whether an outlet's name may end in this word: a quick look before the whole name is read. */
export function endsOutlet(word: string): boolean {
  const last = word.toLowerCase();
  return endsOfNames().has(last) || TELLING.test(last) || DOMAIN.test(word);
}

/** Two spellings of one outlet: without article, "News" and "Agency", and folded. */
export function sameOutlet(a: string, b: string): boolean {
  return outletKey(a) === outletKey(b);
}

export function outletKey(name: string): string {
  return foldKey(name)
    .replace(/^the /, '')
    .replace(/ (?:news|news agency|agency|newspaper)$/, '');
}

/** The word by which an outlet goes after its full name was given ("the Post"), or undefined. */
export function shortForm(name: string): string | undefined {
  const parts = foldKey(name).split(' ');
  const last = parts.at(-1) ?? '';
  return parts.length >= 2 && SHORT_FORM.test(last) ? last : undefined;
}
