package dev.lethe.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What readers of a language would type finds the text; what differs by a letter does not.
class LanguagesTest {
    private final Words words = new Words();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    Afrikaans   | Dis ’n mooi môre                  | more; mooi; dis              | more mooier; dissel
                    Albanian    | Shkolla është e mbyllur           | eshte; është; shkoll         | eshta
                    Amharic     | ሰላም ለዓለም                          | ሰላም; ለዓለም                     | ሰላማ
                    Arabic      | قرأت الكتاب في المدرسة            | كتاب; الكتاب; مدرسة; قرات     | كاتب; الكتب
                    Armenian    | Բարև աշխարհ                       | բարև; ԱՇԽԱՐՀ                  | բարի
                    Basque      | Kaixo, zer moduz zaude?           | zaude; kaixo                 | zaudez
                    Belarusian  | Мой добры дзень, ў хату           | мой; ў; хату                 | мои; у
                    Bengali     | আমি বাংলায় কথা বলি                 | বাংলায়; কথা                    | কথ
                    Bulgarian   | Чай със захар                     | чай; захар                   | чаи
                    Catalan     | L’home col·lecciona l'aigua       | home; aigua; colleccion      | aiguas
                    Chinese     | 我在北京大学学习，T恤和卡拉OK         | 北京; 京; 北京大学; 恤; 卡拉ok; 学习 | 京北; 大北; 北大学
                    Croatian    | Čaša vode i šećer                 | casa; čaša; secer            | cast
                    Czech       | Příliš žluťoučký kůň              | kun; zlutou; příliš          | kunp
                    Danish      | Rødgrød med fløde på Ærø          | rødgrød; fløde; på           | flade
                    Dutch       | Foto's in 's-Hertogenbosch        | foto; fotos; hertogenbosch   | fotoos
                    English     | Don’t send the e-mail to O'Brien  | dont; don't; email; mail; obrien; brien | done; emails
                    Esperanto   | Ĉiuj homoj, ĝis revido            | ciuj; ĝis; homoj             | cioj
                    Estonian    | Täna õhtul jää äär                | tana; ohtul; jää             | jaar
                    Filipino    | Mag-aral tayo ngayon              | aral; mag-aral; ngayon       | ngayo ko
                    Finnish     | Hyvää yötä, äiti                  | yota; hyvää; aiti            | yoto
                    French      | L'été dernier, qu'il aille à l’école | été; ete; ecole; il; l'école | eté dernière; ecolier
                    Georgian    | გამარჯობა მსოფლიო                 | გამარჯობა; მსოფ               | მსოფა
                    German      | Straßenfest in der Größe, U-Bahn  | strassenfest; größe; ubahn; u-bahn; bahn | strasse fest
                    Greek       | Καλημέρα, ο Σίσυφος               | καλημερα; ΣΙΣΥΦΟΣ            | καλημερι
                    Gujarati    | ગુજરાતી ભાષા                       | ગુજરાતી; ભાષા                  | ભાષી
                    Hebrew      | שָׁלוֹם לְצה"ל ולג'ירפה              | שלום; לצהל; ולגירפה           | שלוש
                    Hindi       | यह मेरा कर्म है और क्रम              | कर्म; क्रम; मेरा                | करम; कम
                    Hungarian   | Árvíztűrő tükörfúrógép            | arvizturo; tükör             | tukorfurogap
                    Icelandic   | Þetta reddast, ástin mín          | þetta; astin; mín            | asten
                    Indonesian  | Anak-anak bermain bola            | anak; anak-anak; bermain     | bolak
                    Irish       | Tá fáilte romhat, d'ith sé        | failte; ith; tá              | faillte
                    Italian     | L'alba dell’arte all'acqua        | arte; alba; acqua; dell'arte | arto
                    Japanese    | ガラスの猫がビールを飲む               | 猫; ガラス; ビール; ﾋﾞｰﾙ; 飲    | カラス; ビル; 猫の
                    Kannada     | ನಾನು ಕನ್ನಡ ಓದುತ್ತೇನೆ                  | ಕನ್ನಡ; ನಾನು                    | ಕನಡ
                    Kazakh      | Қазақ тілі, қар                   | қазақ; қар                   | казақ; кар
                    Khmer       | ខ្ញុំស្រឡាញ់ភាសាខ្មែរ                  | ភាសា; ស្រឡាញ់                   | ភាសី
                    Korean      | 한국어를 공부하는 학생의 책을         | 한국어; 책; 학생; 공부          | 한국인; 학새
                    Lao         | ສະບາຍດີ ເຂົ້າ ເຂົາ                   | ເຂົ້າ; ສະບາຍດີ                  | ເຂົ່າ
                    Latvian     | Labdien, ēdam šķiņķi              | skinki; ēdam; labdien        | edom
                    Lithuanian  | Ačiū už ąžuolą                    | aciu; azuola; už             | acia
                    Macedonian  | Ќе одам кај ѓаволот               | ќе; ѓаволот                  | ке; гаволот
                    Malayalam   | മലയാളം സംസാരിക്കുന്നു                 | മലയാളം; സംസാരി                | മലയാള് ഭാഷ
                    Marathi     | मी मराठी शिकतो                     | मराठी; शिकतो                  | मराठा
                    Mongolian   | Сайн байна уу                     | сайн; байна                  | саин
                    Myanmar     | မြန်မာ စကား                         | စကား                         | စကီး
                    Norwegian   | Blåbærsyltetøy på skiva           | blåbær; skiva                | blaber
                    Persian     | من کتاب می‌خواهم                   | کتاب; می‌خواهم; میخواهم        | کاتب
                    Polish      | Zażółć gęślą jaźń                 | zazolc; gęślą; jazn          | gasla
                    Portuguese  | Não há pão d'água                 | nao; pão; agua; água         | pau
                    Punjabi     | ਪੰਜਾਬੀ ਬੋਲੀ                         | ਪੰਜਾਬੀ; ਬੋਲੀ                   | ਬੋਲਾ
                    Romanian    | Ştiinţă şi pâine, s-au dus        | stiinta; paine; sau          | pane
                    Russian     | Мой ёжик пьёт йод                 | мой; ежик; ёжик; йод         | мои; иод
                    Serbian     | Ђак и његова жена                 | ђак; његова                  | дак
                    Sinhala     | මම සිංහල කතා                       | සිංහල; කතා                    | කත
                    Slovak      | Žltý kôň a ľalia                  | zlty; kôň; lalia             | kono
                    Spanish     | ¿Dónde está el camión?            | donde; está; camion          | camino
                    Swahili     | Ng'ombe na mng’aro                | ng'ombe; ngombe; ombe        | ngomba
                    Swedish     | Räksmörgås på ön                  | raksmorgas; ön; räk          | raksmurgas
                    Tamil       | பல் வலி                            | பல்; வலி                      | பல
                    Telugu      | తెలుగు భాష                          | తెలుగు; భాష                    | భాషలు
                    Thai        | ข่าววันนี้ กินข้าวผัด เสื้อ              | ข่าว; ข้าว; เสื้อ                 | ขาว; เสือ
                    Turkish     | İstanbul'da ışık ve çiğ köfte     | istanbul; isik; ışık; kofte  | istanbullu; kofta
                    Ukrainian   | П'ять їжаків і м’яч               | п'ять; пʼять; пять; їжаків; м'яч | іжаків; пять сім
                    Urdu        | یہ کتاب ہے                         | کتاب                         | کتابت
                    Uzbek       | Oʻzbekiston go'zal                | o'zbekiston; ozbek; gozal    | uzbek
                    Vietnamese  | Tiếng Việt rất đẹp                | tieng; Việt; dep             | viettel
                    Welsh       | Mae'r haul yn tŷ                  | mae; ty; haul                | hael
                    Zulu        | Ngiyabonga kakhulu                | ngiyabonga; kakhulu          | kakhula
                    file names  | report_final-2.pdf                | report; final; pdf; final-2.pdf; report_final | repo final3; pdfs
                    file names  | IMG_20231224_1830.jpg             | img; 20231224; 1830; jpg     | 2024
                    file names  | scan.rechnung_mueller.PDF         | rechnung; mueller; pdf       | muller
                    code        | snake_case_name                   | case; name; snake; snake_case | snake_name
                    hosts       | https://www.example.org/path      | example.org; example; org; www.example | example.com
                    addresses   | anna.meyer@example.org            | meyer; anna; anna.meyer; example | anna.example
                    mentions    | @mara_muster                      | muster; mara; @mara_muster   | must er
                    no spaces   | Hallo.Wie geht es dir             | wie; hallo                   | halle
                    dates       | 30.11.2026                        | 2026; 30.11; 30.11.2026; 11.2026 | 11.30; 30.2026
                    numbers     | 1,234.56 und 1.234.567            | 1234; 1,234.56; 1234567      | 12345678; 234.1
                    versions    | v2.3.1                            | 2.3.1; v2.3.1; v2            | 2.1.3
                    signs       | c++ is fast                       | c++; c; fast                 | c#
                    signs       | C# and F#                         | c#; f#                       | c++; f++
                    signs       | plain c code                      | c                            | c++; c#
                    order       | 京都和东京                          | 京都; 东京; 京                 | 东京都; 京和
                    emoji       | Party 🎉🎂 heute                   | 🎉; 🎂; party                 | 🎈
                    """)
    void findsWhatItsReadersTypeAndNothingElse(String language, String text, String found, String missed) {
        for (String query : found.split(";")) {
            assertThat(finds(text, query.strip())).as("%s finds", query.strip()).isTrue();
        }
        for (String query : missed.split(";")) {
            assertThat(finds(text, query.strip())).as("%s finds", query.strip()).isFalse();
        }
    }

    // As a search does: by entries first, then by what the opened message says.
    private boolean finds(String text, String query) {
        List<Word> all = words.split(text);
        List<Phrase> phrases = words.phrases(query);
        assertThat(phrases).as(query).isNotEmpty();
        boolean isMet = phrases.stream().allMatch(phrase -> phrase.isIn(all));
        List<Word> lookedUp = phrases.stream().flatMap(phrase -> phrase.words().stream()).toList();
        boolean isCandidate = has(Terms.ofMessage(all), Terms.beginningsOf(lookedUp));
        assertThat(isCandidate || !isMet).as("%s has entries where it is met", query).isTrue();
        return isMet && isCandidate;
    }

    private static boolean has(Terms message, Terms query) {
        return query.values()
                .stream()
                .allMatch(term -> message.values()
                        .stream()
                        .anyMatch(entry -> entry.beginning().equals(term.beginning())
                                && (term.word() == null || term.word().equals(entry.word()))));
    }
}
