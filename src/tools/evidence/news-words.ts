/** What the lexicon of claims knows beside WordNet: written by hand, of the language of news. */

/**
 * Opposites of the language of news that WordNet does not pair (it pairs "accept" with "reject" but not with "refuse"):
 * words on one side of the bar are opposite to each on the other side.
 */
export const NEWS_OPPOSITES = `
increase raise rise grow climb jump surge soar gain expand | decrease reduce cut lower fall drop decline slump plunge shrink lose slip tumble
raise lift hike boost | lower cut reduce slash
accept approve endorse adopt ratify agree welcome embrace | reject refuse decline veto oppose rebuff dismiss spurn
support back favour defend endorse | oppose resist fight attack undermine
support backing endorsement approval | opposition resistance hostility rejection
uphold sustain | reject overturn dismiss quash
willing ready prepared | refuse refusal unwilling reluctant
insist demand | drop abandon waive
allow permit let authorise enable legalise | ban forbid prohibit block prevent bar outlaw stop
confirm admit acknowledge | deny dispute
win | lose
victory triumph | defeat loss
begin start launch open resume | end stop finish close cease conclude halt suspend cancel
continue keep maintain | stop halt end cease quit abandon
join enter | leave quit withdraw exit
deploy invade enter advance | withdraw retreat
arrest detain imprison jail capture | release free
convict guilty | acquit innocent clear
praise hail welcome applaud commend | criticise condemn denounce deplore blast
improve strengthen recover | worsen weaken deteriorate
hire appoint recruit employ elect | fire dismiss sack oust
survive | die perish
alive | dead
include | exclude omit
pass approve adopt | fail reject defeat
impose tighten | lift ease loosen relax remove
eager keen willing | reluctant unwilling
shortage scarcity | glut surplus abundance
accelerate quicken | slow
easy | tough
escalate intensify | ease subside
build construct create establish found | destroy demolish dismantle abolish dissolve
surplus profit gain | deficit loss
ally friend partner | enemy foe rival adversary opponent
majority most | minority
success succeed | failure fail
optimistic hopeful confident | pessimistic doubtful sceptical
maximum most highest largest biggest best longest latest | minimum least lowest smallest worst shortest earliest
more greater bigger larger higher | less fewer smaller lower
before | after
above over | below under
with | without
always | never
everyone everybody all every | nobody none
up | down
inside within | outside
fruitful productive constructive | fruitless unproductive futile
north northern | south southern
east eastern | west western
male man boy father son husband brother king | female woman girl mother daughter wife sister queen
first | last
early earlier | late later
ahead | behind
attend | miss skip boycott
remember | forget
remain stay | leave depart
possible likely able | impossible unlikely unable
agree unite | disagree split divide
encourage urge | discourage deter
protect save rescue | threaten endanger harm
optional voluntary | compulsory mandatory obligatory
temporary provisional | permanent
domestic internal local national | foreign external international
civilian | military
buy purchase acquire | sell
import | export
donate give provide send | receive take withhold
rich wealthy | poor
public | private secret
legal lawful | illegal unlawful criminal
heavy | light
fast quick rapid | slow
strong | weak
true correct right accurate | false incorrect wrong inaccurate
safe | dangerous unsafe
popular | unpopular
hot warm | cold cool
peace | war
hope | fear
love like | hate dislike
push | pull
borrow | lend
ancient old | modern new
old | young
major large big huge | minor small little tiny
common frequent often | rare seldom rarely
single | married multiple
simple easy | complex difficult hard complicated
present | absent
positive | negative
rural | urban
winner | loser
teacher | pupil student
employer | employee
northeast | southwest
northwest | southeast
`;

/** Meetings of news prose that no common sense of WordNet pairs: reporting, killing, plans, and adjectives of regions. */
export const NEWS_SYNONYMS = `
say tell state announce declare report note remark add claim
kill die dead slay
wed marry
release publish issue launch
appoint name select choose pick elect
sign join
play perform
born birth
located situated
film movie
begin start commence launch
receive earn win get obtain
build construct
large big
buy purchase acquire
help aid assist
show demonstrate reveal
need require
want seek
talk negotiation discussion
truce ceasefire
army military troop force soldier
company firm
chief head leader director
deal agreement accord pact
us american
uk british
european europe
african africa
asian asia
greek greece
british britain
western west
eastern east
northern north
southern south
ukrainian ukraine
emirati uae
kyiv kiev
hindu hinduism
muslim islam islamic
christian christianity
jewish judaism jew
game match
inform tell
quit leave depart
sue lawsuit
bankrupt insolvent bust
boss manager
firm company group
proposal draft bill
collapse crash bankruptcy
backing support
praise hail
mandatory compulsory
percent pct
`;

/**
 * Pairs that WordNet calls opposite in a sense so narrow that in running text both are said of the same event
 * ("died in 1957" and "lived there until 1957").
 */
export const NO_OPPOSITES =
  'here there|sit lie|sit stand|stand lie|give take|come go|change stay|let prevent|ride walk|keep lose|have lack|die live|left right|some all|some no'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]);
