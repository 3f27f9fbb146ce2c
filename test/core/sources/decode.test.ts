import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../src/core/sources/decode.ts';

const RUSSIAN =
  'Переговоры в Абу-Даби завершились без результата, сообщил источник. «Мы готовы продолжать», — заявил представитель министерства в пятницу.';
const UKRAINIAN =
  'Україна не погодиться на поступки, заявив речник. Її позиція незмінна: ґрунтом для миру є гарантії безпеки, її підтримує Європа.';
const FRENCH =
  'À l’issue des négociations, le président a déclaré que la France était prête à déployer des troupes. « Ça dépendra », a-t-il ajouté.';
const GERMAN = 'Die Gespräche über die Sicherheit der Ukraine wurden fortgeführt, heißt es. Für Österreich gelten Übergangsfristen.';
const SPANISH = '¿Qué pasará mañana? El ministro señaló que la reunión será en Perú; según él, habrá más países.';
const ICELANDIC = 'Forsætisráðherra sagði að viðræðurnar hefðu verið gagnlegar og þær yrðu áfram í næstu viku.';
const ENGLISH = 'The caf\u00e9 – “closed” – reopened.';

/** Bytes of a text in a single-byte encoding, by inverting the decoder. */
function encode(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const table = new Map<string, number>();
  for (let b = 255; b >= 0; b--) table.set(decoder.decode(Uint8Array.of(b)), b);
  return Uint8Array.from([...text].map((c) => table.get(c) ?? assert.fail(`${c} is not in ${label}`)));
}

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? [0xfeff] : []), ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))];
  return Uint8Array.from(units.flatMap((u) => (little ? [u & 255, u >> 8] : [u >> 8, u & 255])));
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decode', () => {
  const read: readonly (readonly [string, Uint8Array, string, string])[] = [
    ['UTF-8', utf8(RUSSIAN), 'utf-8', RUSSIAN],
    ['UTF-8 with a mark', utf8(`\uFEFF${FRENCH}`), 'utf-8', FRENCH],
    ['ASCII', utf8('Plain.\r\n'), 'utf-8', 'Plain.\r\n'],
    ...[RUSSIAN, ENGLISH, '中文。', 'ok\r\n'].flatMap((text) => [
      ['UTF-16 LE with a mark', utf16(text, true, true), 'utf-16le', text] as const,
      ['UTF-16 BE with a mark', utf16(text, false, true), 'utf-16be', text] as const,
    ]),
    ...[RUSSIAN, UKRAINIAN, ENGLISH, GERMAN, 'Short line\r\n', '新しい報道が出た。\n三月の会議\n'].flatMap((text) => [
      ['UTF-16 LE', utf16(text, true, false), 'utf-16le', text] as const,
      ['UTF-16 BE', utf16(text, false, false), 'utf-16be', text] as const,
    ]),
    ...[RUSSIAN, UKRAINIAN, 'Киев', 'Москва, 1 марта. Reuters', 'ПРЕЗИДЕНТ УКРАИНЫ', 'The word «мир» means peace and world'].map(
      (text) => ['1251', encode(text, 'windows-1251'), 'windows-1251', text] as const,
    ),
    ...[FRENCH, GERMAN, SPANISH, ICELANDIC, ENGLISH, 'naïve', 'It’s “so” – he said…', 'ÉTATS-UNIS', 'Ærø'].map(
      (text) => ['1252', encode(text, 'windows-1252'), 'windows-1252', text] as const,
    ),
    ['a stray control character', utf8(`${RUSSIAN.repeat(5)}\u0001`), 'utf-8', `${RUSSIAN.repeat(5)}\u0001`],
  ];
  for (const [name, bytes, encoding, text] of read)
    it(`${name}: ${text.slice(0, 24)}`, () => {
      const decoded = decode(bytes);
      assert.ok(decoded.ok, decoded.ok ? '' : decoded.reason);
      assert.equal(decoded.text, text);
      assert.equal(decoded.encoding, encoding);
      assert.equal(decoded.note, undefined);
    });

  it('believes a declared encoding where the bytes are no UTF-8', () => {
    const decoded = decode(encode('Привет', 'koi8-r'), 'KOI8-R');
    assert.ok(decoded.ok && decoded.text === 'Привет' && decoded.encoding === 'koi8-r');
    const other = decode(utf8(RUSSIAN), 'windows-1251');
    assert.ok(other.ok && other.text === RUSSIAN);
    assert.ok(decode(encode(FRENCH, 'windows-1252'), 'no-such-label').ok);
  });

  it('reads damaged UTF-8 and says so', () => {
    const bytes = utf8(RUSSIAN);
    bytes[20] = 0xff;
    const decoded = decode(bytes);
    assert.ok(decoded.ok && decoded.encoding === 'utf-8' && decoded.text.includes('�'));
    assert.match(decoded.note ?? '', /damaged UTF-8/);
    // Cut off inside its last character.
    const cut = decode(utf8(RUSSIAN.slice(0, 30)).slice(0, -1));
    assert.ok(cut.ok && cut.text.startsWith(RUSSIAN.slice(0, 28)));
  });

  const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['PDF', utf8('%PDF-1.7\n'), /is a PDF/],
    ['ZIP', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /ZIP archive/],
    ['PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), /PNG image/],
    ['old Word', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /Word/],
    ['zero bytes', new Uint8Array(1000), /binary/],
    ['random bytes', Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) & 255), /binary/],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 65, 0, 0, 0), /UTF-32/],
    ['KOI8-R', encode(RUSSIAN.replace(/[«»—-]/g, ''), 'koi8-r'), /not recognised/],
    ['CP866', encode(RUSSIAN.replace(/[«»—-]/g, ''), 'ibm866'), /not recognised/],
    [
      'Windows-1250 (Polish)',
      encode('Żółć, źdźbło i gęś; ciągłość rządów była łamana, powiedział minister w środę.', 'windows-1250'),
      /not recognised/,
    ],
    [
      'Windows-1253 (Greek)',
      encode('Οι διαπραγματεύσεις συνεχίζονται σήμερα στην πρωτεύουσα, δήλωσε ο υπουργός', 'windows-1253'),
      /not recognised/,
    ],
    [
      'Windows-1254 (Turkish)',
      encode(
        'Cumhurbaşkanı dışişleri bakanlığı ile görüşme yaptığını açıkladı, kararı açık bıraktı; Türkiye büyükelçisi de toplantıya katıldı',
        'windows-1254',
      ),
      /not recognised/,
    ],
    ['Windows-1255 (Hebrew)', encode('ראש הממשלה אמר היום כי השיחות יימשכו בשבוע הבא בבירה', 'windows-1255'), /not recognised/],
    [
      'Shift JIS',
      Uint8Array.from(
        '8eb38d9182cc95f193b982c982e682e982c68ef1918a82cd8bc782b582bd814291f682aa90568db782f08f6f82b782e9'
          .match(/../g)
          ?.map((h) => Number.parseInt(h, 16)) ?? [],
      ),
      /not recognised/,
    ],
  ];
  for (const [name, bytes, reason] of refused)
    it(`refuses ${name}`, () => {
      const decoded = decode(bytes);
      assert.ok(!decoded.ok, decoded.ok ? `${decoded.encoding}: ${decoded.text.slice(0, 80)}` : '');
      assert.match(decoded.reason, reason);
    });

  it('never throws, and never changes valid UTF-8 text', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decode(bytes)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
        const clean = text.replace(/[\p{Cc}\p{Cs}\ufeff]/gu, ' ');
        if (/^(?:%PDF-|SQLite )/.test(clean)) return;
        const decoded = decode(utf8(clean));
        assert.ok(decoded.ok && decoded.text === clean);
      }),
    );
  });

  it('takes linear time', () => {
    const time = (n: number) => {
      const bytes = encode(RUSSIAN.repeat(n), 'windows-1251');
      const start = performance.now();
      decode(bytes);
      return performance.now() - start;
    };
    time(200);
    assert.ok(time(20_000) < 2_000);
  });
});
