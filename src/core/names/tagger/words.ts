import { hashWord } from './tokens.ts';

/**
 * Closed classes of words that the features ask about, from general knowledge of English: titles before a person, verbs
 * of speech, prepositions of place, and the heads of organisations' and places' names.
 */

function hashes(words: string): ReadonlySet<number> {
  return new Set(
    words
      .trim()
      .split(/\s+/)
      .map((word) => hashWord(word)),
  );
}

export const TITLES =
  hashes(`mr mrs ms miss dr prof professor sir lord lady dame rev reverend father bishop archbishop cardinal pope imam sheikh
  ayatollah rabbi king queen prince princess duke president chancellor premier minister secretary senator sen congressman
  congresswoman representative rep governor gov mayor ambassador judge justice general gen colonel col major maj captain capt
  lieutenant lt sergeant sgt commander admiral adm marshal brigadier officer spokesman spokeswoman chairman chairwoman chief
  director commissioner coach striker defender midfielder goalkeeper actor actress singer author writer analyst editor
  lawyer attorney councillor deputy mp chairperson envoy founder ceo pastor inspector constable detective mullah emperor`);

/** Words before or inside titles, which are no titles by themselves: "Prime Minister", "Vice President". */
export const TITLE_PARTS =
  hashes(`prime vice deputy foreign interior defence defense finance former then acting assistant attorney crown first lady
  secretary-general of state national security adviser advisor special chief executive managing brigadier lieutenant major
  auxiliary field police house speaker white hon honourable honorable late uncle aunt madam mme mlle grandmother grandfather`);

export const SPEECH = hashes(`said says say told added asked replied explained argued insisted warned noted stated claimed recalled stressed
  announced declared wrote writes thinks believes tweeted testified admitted denied commented who whose himself herself`);

export const PLACE_PREPOSITIONS = hashes('in at near from to across around outside inside within throughout toward towards through');

export const ORGANISATION_HEADS =
  hashes(`party ministry council committee commission department office agency authority bureau board university college
  institute school academy bank group corp corporation inc ltd limited plc company co holdings association federation union
  league club alliance front movement organisation organization foundation fund society center centre court parliament
  congress senate assembly army navy force forces police guard brigade corps news times post press radio television tv network
  airlines airways motors industries systems technologies services partners capital securities championship secretariat
  observatory laboratory hospital church unit team united city trust coalition confederation chamber cabinet administration
  government directorate command tribunal service initiative programme program project forum campaign`);

export const PLACE_HEADS =
  hashes(`river lake mountain mountains mount island islands sea ocean bay gulf strait street road avenue square park valley
  desert peninsula province state district county region city town village airport port bridge hills hill heights coast beach
  canal highway boulevard gate palace tower stadium prison camp zone strip corridor republic kingdom emirates states`);

/** Words for kinds of bodies and offices that, alone, name none of them; and everyday abbreviations for things, illnesses and posts. */
export const GENERIC = hashes(`party ministry council committee commission department office agency authority board university college
  institute school group company association federation union league club front movement organisation organization
  foundation fund center centre court government administration directorate tribunal service programme program project
  campaign city church hospital team republic state justice ngo ngos mp mps ceo police army bureau province district
  sales revs shr net qtr turnover lgbt lgbtq lgbti covid sars hiv aids gdp gnp vat sms gps dna dvd tv suv usb pdf ict cfo cto coo pr hr sme smes faq atm wifi vip wmd pc pcs`);

/** Last words of what bears a long capitalised name and is no body: laws, treaties, prizes, contests, times, illnesses. */
export const NO_BODIES = hashes(`act bill law code agreement treaty accord accords pact protocol declaration charter resolution statement
  award awards prize medal cup trophy games olympics goals index survey day week year decade war crisis revolution uprising emergency
  syndrome disease virus fever theory language scholarship fellowship`);
