/**
 * Names of months and weekdays in lower case, as the Unicode CLDR 48 writes them (long and short, alone and beside a day)
 * in English, Russian, Ukrainian, Belarusian, German, French, Spanish, Portuguese, Italian, Polish, Dutch, Czech, Swedish,
 * Norwegian, Danish, Finnish, Turkish, Romanian and Bulgarian; and the abbreviations of style guides that it lacks.
 * Written down once instead of asked of `Intl`: its answer differs between runtimes and takes tens of milliseconds.
 */
const MONTHS: readonly string[] = [
  'january jan января январь янв січня січень січ студзеня студзень сту januar janvier janv enero ene janeiro gennaio gen stycznia styczeń sty januari ledna leden led tammikuuta tammikuu tammi ocak oca ianuarie ian януари',
  'february feb февраля февраль февр лютого лютий лют лютага люты februar février févr febrero fevereiro fev febbraio lutego luty lut februari února únor úno helmikuuta helmikuu helmi şubat şub februarie февруари febr',
  'march mar марта март мар березня березень бер сакавіка сакавік сак märz mär mars marzo março marca marzec maart mrt března březen bře marts maaliskuuta maaliskuu maalis mart martie',
  'april apr апреля апрель апр квітня квітень квіт красавіка красавік кра avril avr abril abr aprile kwietnia kwiecień kwi dubna duben dub huhtikuuta huhtikuu huhti nisan nis aprilie април',
  'may мая май травня травень трав mai mayo maio maggio mag maja maj mei května květen kvě toukokuuta toukokuu touko mayıs',
  'june jun июня июнь июн червня червень черв чэрвеня чэрвень чэр juni juin junio junho giugno giu czerwca czerwiec cze června červen čvn kesäkuuta kesäkuu kesä haziran haz iunie iun юни',
  'july jul июля июль июл липня липень лип ліпеня ліпень ліп juli juillet juil julio julho luglio lug lipca lipiec lip července červenec čvc heinäkuuta heinäkuu heinä temmuz tem iulie iul юли juill',
  'august aug августа август авг серпня серпень серп жніўня жнівень жні août agosto ago sierpnia sierpień sie augustus srpna srpen srp augusti elokuuta elokuu elo ağustos ağu',
  'september sep сентября сентябрь сент вересня вересень вер верасня верасень sept septembre septiembre setembro set settembre września wrzesień wrz září zář syyskuuta syyskuu syys eylül eyl septembrie септември',
  'october oct октября октябрь окт жовтня жовтень жовт кастрычніка кастрычнік кас oktober okt octobre octubre outubro out ottobre ott października październik paź října říjen říj lokakuuta lokakuu loka ekim eki octombrie октомври',
  'november nov ноября ноябрь нояб листопада листопад лист лістапада лістапад ліс novembre noviembre novembro listopada listopad lis listopadu marraskuuta marraskuu marras kasım kas noiembrie ноември',
  'december dec декабря декабрь дек грудня грудень груд снежня снежань сне dezember dez décembre déc diciembre dic dezembro dicembre grudnia grudzień gru prosince prosinec pro desember des joulukuuta joulukuu joulu aralık ara decembrie декември',
];
const WEEKDAYS =
  'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс понеділок вівторок середа четвер пʼятниця субота неділя нд панядзелак аўторак серада чацвер пятніца нядзеля аў чц montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo pondělí úterý středa čtvrtek pátek neděle po út st čt pá ne måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors fre lör sön mandag tirsdag lørdag søndag man tir tor lør søn tirs maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai ti ke to pe la su pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz luni marți miercuri joi vineri sâmbătă duminică mie vin sâm dum понеделник сряда четвъртък петък събота неделя';

/** Month name → 1–12. */
export const MONTH_NAMES: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
);
export const WEEKDAY_NAMES: ReadonlySet<string> = new Set(WEEKDAYS.split(' '));
