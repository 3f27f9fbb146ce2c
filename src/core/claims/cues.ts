/**
 * The wordings by which statements of a briefing are told apart. Lists follow the estimative terms of US ICD 203, the
 * hedges of Hyland's "Hedging in scientific research articles" (1998), and the reasons for citing of Redi et al. 2019
 * ("Citation Needed": statistics, quotations, statements by persons, events, controversial claims).
 * All patterns are anchored on words and have no nested repetition: linear on any text.
 */

/** The author speaks as an assessor. */
export const ASSESSMENT =
  /\b(?:(?:we|I)(?: (?:also|still|now|therefore|thus|continue to|do not|would|cannot))? (?:assess|judge|believe|estimate|expect|consider|conclude|think|suspect|see|regard|anticipate|doubt|argue|recommend|suggest|advise|propose|caution|rate)|in (?:our|my) (?:view|assessment|judge?ment|opinion|estimation|analysis)|(?:our|my) (?:view|assessment|judge?ment|estimate|expectation|conclusion|analysis|recommendation|confidence) (?:is|remains|in)|(?:it is|it's) (?:our|my) (?:view|assessment|judge?ment)|(?:with|at) (?:high|moderate|medium|low) confidence|to (?:our|my) mind)\b/i;

/** A label that opens an assessment: "Comment:", "Assessment –". */
export const ASSESSMENT_LABEL =
  /^(?:(?:analyst(?:'s|’s)? )?(?:comment|note|assessment|judge?ment|view)|bottom line|key judge?ments?|outlook|so what|recommendation)s?\s*[:—–-]/i;

/** Headings under which assessments stand. */
export const ASSESSMENT_HEADING =
  /\b(?:assessments?|judge?ments?|outlook|analysis|comments?|implications?|recommendations?|conclusions?|prospects?|scenarios?|forecast|what next|next steps|so what|bottom line|our view|takeaways?)\b/i;

/** Likelihood as ICD 203 scales it, and the usual hedges. */
export const LIKELIHOOD =
  /\b(?:(?:very |highly |most |more |less )?(?:likely|unlikely|probable|improbable)|probably|almost (?:certain(?:ly)?|no chance)|nearly certain|roughly even|remote chance|even chance|presumably|perhaps|possibly|conceivably|arguably|plausibl[ye]|seemingly|apparently|appears? (?:to|that|likely|unlikely)|seems? (?:to|that|likely|unlikely)|(?:this|that|which|these|it) (?:all )?(?:suggests?|implies|indicates?|points? to|signals?)|remains to be seen|there is (?:a|some|little|no) (?:chance|risk|prospect|doubt|reason)|cannot be (?:ruled out|excluded)|can be expected|is (?:set|bound|expected) to)\b/i;

/** Modal verbs that make a sentence the author's conjecture; "could not agree" reports, "may 4" is no verb. */
export const CONJECTURE =
  /(?<!\b(?:that|which|who|what|it) )\b(?:may|might|could|would)\s+(?!not\b|\d|say\b)(?:(?:well|also|still|yet|soon|easily|eventually|even|only|then|thus)\s+)?(?:be|have|[a-z]{3,})\b/i;

/** "I think" introduces facts as often as views. */
export const SINGULAR = /\b(?:I|my)\b/;

/** What ought to be done. */
export const RECOMMENDATION =
  /\b(?:should|ought to|must|needs? to|it is (?:important|essential|vital|advisable|worth)|worth (?:watching|noting))\b/i;

/** Evaluation without a fact of its own. */
export const EVALUATION =
  /\b(?:this matters|the (?:key|central|main|crucial|real|open|big) (?:question|issue|point|problem|uncertainty|lesson|risk|test) (?:is|remains|will be)|what matters|the bottom line|on balance|all in all|taken together|in short|overall)\b/i;

/** The text speaks of itself. */
export const SIGNPOST =
  /^(?:(?:this|the present|our) (?:briefing|brief|note|paper|memo|memorandum|report|section|chapter|document|update|annex|table|page|summary|digest)\b|(?:the )?(?:following|next|previous|preceding) (?:section|paragraph|table|chapter|list|points?|pages?)\b|(?:below|above|here)(?:,| (?:we|is|are|follows?)\b)|see (?:also|above|below|section|table|annex|the)\b|as (?:discussed|noted|shown|described|mentioned|set out|outlined) (?:above|below|earlier|in)\b|in (?:what follows|this (?:section|briefing|note|paper|report))\b|prepared (?:by|for)\b|(?:first|second|third|fourth|finally|lastly|next),? (?:we|this|the section|a look)\b|(?:we|I) (?:begin|start|turn|look|examine|review|summari[sz]e|describe|discuss|outline|set out|draw on)\b|(?:sources?|further reading|references|bibliography|classification|distribution|date|author|from|to|subject|status|contact)\s*:)/i;

/** "Three points deserve attention.": counts what follows and says nothing of it yet. */
export const COUNTED =
  /^(?:(?:the )?following )?(?:two|three|four|five|six|seven|several|some|many|a few|a number of|\d{1,2})(?: [a-z]+)? (?:points?|questions?|issues?|factors?|developments?|things|aspects?|caveats?|reasons?|scenarios?|trends?|lessons?|observations?|considerations?|themes?|options?|uncertainties|implications|indicators?) (?:deserve|merit|stand out|matter|emerge|follow|arise|need|call for|are|help|explain|should|must|bear)\b/i;

/** Sentences about the page that the reader has in hand. */
export const ABOUT_THE_TEXT =
  /\b(?:sentences?|paragraphs?|sections?|tables?|figures?|lists?|charts?|maps?|boxes|notes?|pages?) (?:below|above|overleaf)\b|\bin this (?:briefing|note|paper|report|memo|section)\b/i;

/** What a word is taken to mean. */
export const DEFINITION =
  /\b(?:is defined as|are defined as|(?:we|I) define|means? (?:that|here|any)|refers? to (?:a|an|the|any)\b|stands for|is (?:short|an abbreviation|an acronym) for|for (?:the purposes? of|brevity)|hereafter|hereinafter|(?:is|are) used (?:here )?(?:to mean|in the sense))\b/i;

/** Told to the reader. A base form at the start, without a subject before it. */
export const IMPERATIVE =
  /^(?:please\b|note\b|see\b|consider\b|compare\b|recall\b|remember\b|bear in mind\b|keep\b|watch\b|read\b|check\b|ask\b|use\b|do not\b|don['’]t\b|let us\b|let['’]s\b|imagine\b|suppose\b|assume\b|take\b|look\b|add\b|avoid\b|ensure\b|update\b|review\b|send\b|contact\b|refer\b|click\b|open\b|find\b|expect\b|monitor\b|verify\b|confirm\b|prepare\b)(?!\s*(?:,|\bof\b|\bis\b|\bwas\b|\bhas\b))/i;

/** Somebody's speech is reported. */
export const REPORTED =
  /\b(?:said|says|saying|told|tells|stated|states|announced|announces|claimed|claims|argued|argues|warned|warns|insisted|insists|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|noted|notes|added|adds|declared|declares|confirmed|confirms|denied|denies|alleged|alleges|reported|reports|suggested|explained|explains|described|describes|acknowledged|admitted|admits|pledged|vowed|promised|threatened|urged|urges|demanded|demands|called for|calls for|accused|accuses|praised|hailed|criticised|criticized|condemned|condemns|according to|quoted|cited|citing|wrote|writes|asserted|asserts|maintained|maintains|testified|tweeted|posted|commented|replied|responded|ruled out|proposed|proposes|agreed that|disclosed|revealed)\b/i;

/** Something happened: the past, the present perfect, or a scheduled future. */
export const EVENT =
  /\b(?:(?:has|have|had|was|were|is|are|been|being) (?:\w+ly )?(?:\w+(?:ed|en)|held|met|set|cut|put|hit|sent|made|built|lost|won|led|left|paid|sold|told|taken|shot|struck|brought|bought|caught|found|fought|kept|begun|run|come|become|gone|done)|\w{2,}ed|met|held|took|gave|came|went|flew|fell|rose|began|left|sent|led|lost|won|made|met|paid|sold|struck|hit|broke|fought|withdrew|withdrawn|brought|built|chose|drove|drew|found|grew|kept|spoke|spent|stood|became|shot|sought|saw|ran|set|cut|put|threw|overthrew|will (?:meet|hold|begin|start|take place|continue|resume|travel|visit|sign|send|receive|host|end|enter|vote|deploy))\b/i;

/** Something holds: the general present. */
export const STATE =
  /\b(?:is|are|was|were|has|have|had|does|do|did|will|can|cannot|remains?|becomes?|stays?|holds?|controls?|owns?|leads?|includes?|contains?|consists?|rejects?|accepts?|wants?|refuses?|seeks?|supports?|opposes?|faces?|continues?|plans?|intends?|depends?|requires?|considers?|[a-z]{3,}s)\b/;

/** Superlatives and firsts are what readers challenge. */
export const SUPERLATIVE =
  /\b(?:the (?:first|last|only|largest|biggest|smallest|highest|lowest|worst|best|most|least|longest|main|sole)\b|never before|for the first time|unprecedented|record(?:-| )(?:high|low))/i;

export const CAUSAL =
  /\b(?:because|due to|led to|leads to|resulted in|results in|caused|causes|as a result|in response to|after which|prompted|triggered)\b/i;
