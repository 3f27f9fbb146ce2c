/** Closed classes for telling who stands behind a sentence. English; the Cyrillic languages have patterns of their own. */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** What outlets do: reporting verbs in the forms that news prose uses. */
export const REPORT_VERBS =
  set(`reports reported report reporting writes wrote write says said say notes noted claims claimed adds added states stated
  informs informed reveals revealed quotes quoted cites cited publishes published announces announced confirms confirmed understands understood learned
  learnt quoting broadcast aired`);
/** Verbs that only an outlet (or a witness) is the subject of: they make an outlet of a name that nothing else tells. */
export const OUTLET_VERBS = set('reports reported report writes wrote informs informed publishes published');
/** Verbs of saying, for unnamed speakers. */
export const SPEECH_VERBS =
  set(`said says say saying told tells tell telling added adds noted notes emphasized emphasised emphasizes stressed stresses
  claimed claims confirmed confirms warned warns explained explains admitted admits acknowledged acknowledges suggested suggests revealed reveals believe
  believes described describes stated states argued argues insisted insists indicated indicates hinted disclosed cautioned conceded predicted complained
  denied declared commented recalled remarked wrote reported estimate estimated estimates expect expects concluded alleged alleges recounted replied
  fear feared signaled signalled think thinks`);
export const AUXILIARY =
  set(`has had have is was are were be been being also earlier later previously first separately further now recently then once again
  already only just still later reportedly exclusively initially subsequently briefly meanwhile`);
export const DAYS = set('monday tuesday wednesday thursday friday saturday sunday yesterday today');

/** People who speak without a name. Spokespersons speak for their institution and are left out. */
export const UNNAMED =
  set(`source sources interlocutor interlocutors official officials diplomat diplomats insider insiders aide aides adviser advisers
  advisor advisors negotiator negotiators lawmaker lawmakers officer officers commander commanders executive executives banker bankers trader traders
  envoy envoys delegate delegates participant participants employee employees staffer staffers resident residents witness witnesses eyewitness
  eyewitnesses soldier soldiers serviceman servicemen minister ministers ambassador ambassadors person persons individual individuals somebody someone
  politician politicians bureaucrat bureaucrats functionary functionaries analyst analysts expert experts observer observers operative operatives
  strategist strategists informant informants whistleblower whistleblowers people`);
/** Of these only the unnamed ones that news prose never uses for named or institutional speech when plural and bare. */
export const PLURAL_UNNAMED =
  set(`sources interlocutors officials diplomats insiders aides advisers advisors negotiators lawmakers executives bankers
  traders envoys delegates participants employees staffers residents witnesses eyewitnesses soldiers ministers individuals analysts experts observers
  operatives strategists informants whistleblowers commanders officers persons politicians`);
export const INDEFINITE =
  set(`a an one another some two three four five six several many multiple various numerous certain other others few both unnamed
  anonymous unidentified unspecified undisclosed half`);
export const DEFINITE = set('the this that these those his her its their');
/** Words that say what kind of thing the name beside them is. */
export const DESCRIPTORS =
  set(`agency newspaper daily weekly tabloid paper broadcaster channel magazine outlet website site portal publication newswire wire
  radio television tv station network journal blog podcast programme program`);
/** "The agency", "the outlet": an outlet that was named before. */
export const ANAPHORS = set(
  'agency outlet newspaper paper publication broadcaster channel magazine website portal site daily weekly tabloid newswire',
);
/** What stands between a descriptor and "the". */
export const MODIFIERS = set(
  'news state state-run state-owned national official local same american british german french russian ukrainian us',
);
export const CONNECTORS = set('of and & the de la le el du des di della al am im');
