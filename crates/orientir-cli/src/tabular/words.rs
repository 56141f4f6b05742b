//! What is said of workbooks, in Russian, Lithuanian and English.

use orientir::trilingual;

trilingual! {
    /// A sentence or a description.
    pub enum Word {
        // What is wrong with a workbook.
        NoForm: "это не табличная форма методики: нет листа `read me`, каким его пишет orientir export"
            | "tai ne metodikos lentelės forma: nėra lapo `read me`, kokį rašo orientir export"
            | "this is no table form of a definition: there is no sheet `read me` as `orientir export` writes it";
        NewerForm: "форма {found} новее этой программы (она знает форму {known}); возьмите новую версию"
            | "forma {found} naujesnė už šią programą (ji žino formą {known}); imkite naują versiją"
            | "form {found} is newer than this program, which knows form {known}; take a newer version";
        NotWorkbook: "здесь нужна книга .xlsx, какую пишет orientir export; таблица текстом и JSON не подходят"
            | "čia reikia .xlsx knygos, kokią rašo orientir export; lentelė tekstu ir JSON netinka"
            | "a workbook .xlsx as `orientir export` writes it is needed here; a table as text or JSON does not serve";
        OtherWorkbook: "эта электронная таблица не в формате .xlsx; откройте её и сохраните как .xlsx"
            | "ši skaičiuoklės lentelė ne .xlsx formato; atverkite ją ir įrašykite kaip .xlsx"
            | "this spreadsheet is not in the format .xlsx; open it and save it as .xlsx";
        NoSheet: "листа нет, хотя он указан на листе `read me`" | "lapo nėra, nors jis nurodytas lape `read me`"
            | "the sheet is missing, though the sheet `read me` names it";
        OtherSheet: "лист с таким названием не предусмотрен; возможны: {known}" | "toks lapas nenumatytas; galimi: {known}"
            | "no such sheet is known; possible: {known}";
        NoColumn: "нет столбца `{head}`: столбцы нельзя удалять и переименовывать" | "nėra stulpelio `{head}`: stulpelių negalima šalinti ir pervadinti"
            | "the column `{head}` is missing: columns cannot be deleted or renamed";
        MovedColumn: "столбец `{found}` стоит не на своём месте: здесь должен быть `{head}`" | "stulpelis `{found}` ne savo vietoje: čia turi būti `{head}`"
            | "the column `{found}` is not in its place: `{head}` belongs here";
        BlankColumn: "здесь должен быть столбец `{head}`, а он стоит в другом месте" | "čia turi būti stulpelis `{head}`, o jis yra kitur"
            | "the column `{head}` belongs here and stands elsewhere";
        DoubledColumn: "столбец `{found}` встречается дважды" | "stulpelis `{found}` pasikartoja" | "the column `{found}` stands twice";
        OtherColumn: "столбец `{found}` не предусмотрен: здесь должен быть `{head}`" | "stulpelis `{found}` nenumatytas: čia turi būti `{head}`"
            | "the column `{found}` is unknown: `{head}` belongs here";
        BeyondColumns: "ячейка вне столбцов таблицы: заметкам здесь не место, они бы пропали" | "langelis už lentelės stulpelių: pastabos čia dingtų"
            | "the cell is outside the columns of the table: a note here would be lost";
        TooManyRows: "строк больше {limit}" | "eilučių daugiau nei {limit}" | "there are more than {limit} rows";
        Formula: "здесь формула; впишите её значение" | "čia formulė; įrašykite jos reikšmę" | "here is a formula; write its value";
        Merged: "ячейки объединены; разъедините их" | "langeliai sujungti; atskirkite juos" | "cells are merged; split them";
        ErrorCell: "в ячейке ошибка {found}" | "langelyje klaida {found}" | "the cell holds the error {found}";
        NoText: "здесь нужен текст, а стоит {found} (число, дата или ИСТИНА/ЛОЖЬ): задайте ячейке формат «Текстовый» и впишите значение заново"
            | "čia reikia teksto, o yra {found} (skaičius, data arba TRUE/FALSE): nustatykite langelio formatą „Tekstas“ ir įrašykite reikšmę iš naujo"
            | "a text is needed here, not {found} (a number, a date or TRUE/FALSE): format the cell as text and type the value anew";
        NoNumber: "здесь нужно число, а стоит `{found}`" | "čia reikia skaičiaus, o yra `{found}`" | "a number is needed here, not `{found}`";
        NoFlag: "здесь возможны true и false, а стоит `{found}`" | "čia galima true arba false, o yra `{found}`"
            | "true or false is needed here, not `{found}`";
        NoJson: "это не JSON: {reason}" | "tai ne JSON: {reason}" | "this is not JSON: {reason}";
        NoPhrase: "`{found}` не понято; пример: {example}" | "`{found}` nesuprasta; pavyzdys: {example}"
            | "`{found}` is not understood; for example: {example}";
        NoKey: "не заполнено `{head}`: без него строка ничего не значит" | "neužpildyta `{head}`: be jo eilutė nieko nereiškia"
            | "`{head}` is blank: without it the row means nothing";
        Repeated: "`{found}` уже есть выше" | "`{found}` jau yra aukščiau" | "`{found}` stands above already";
        NotTogether: "строки `{found}` должны стоять подряд" | "`{found}` eilutės turi eiti iš eilės" | "rows of `{found}` must stand together";
        NoSuch: "на листе `{sheet}` нет `{found}`" | "lape `{sheet}` nėra `{found}`" | "there is no `{found}` on the sheet `{sheet}`";
        OtherList: "`{found}` не предусмотрено; возможны: {known}" | "`{found}` nenumatyta; galima: {known}"
            | "`{found}` is unknown; possible: {known}";
        FirstRowOnly: "это пишется только в первой строке из тех, что относятся к одному и тому же" | "tai rašoma tik pirmoje iš kartu einančių eilučių"
            | "this is written in the first of the rows that belong together, and in no other";
        WithoutMethod: "указано, по чему считать, а метода нет" | "nurodyta, pagal ką skaičiuoti, o metodo nėra"
            | "what to work on is given, and no method";
        WithoutOf: "метод есть, а по чему считать, не указано" | "metodas yra, o pagal ką skaičiuoti, nenurodyta"
            | "there is a method, and nothing to work on";
        TwoValues: "то же самое уже указано иначе в другой ячейке" | "tas pats jau kitaip nurodyta kitame langelyje"
            | "another cell says the same in another way";
        NoPath: "такого места в определении нет: `{found}`" | "tokios vietos apibrėžime nėra: `{found}`" | "the definition has no such place: `{found}`";
        // What is told.
        BlankRows: "пустые строки пропущены: {rows}" | "tuščios eilutės praleistos: {rows}" | "blank rows passed over: {rows}";
        ExamplesTest: "примеры на листе `examples` проверяют ключ: если изменение верно, исправьте и ожидаемые в них результаты"
            | "lapo `examples` pavyzdžiai tikrina raktą: jei pakeitimas teisingas, pataisykite ir juose laukiamus rezultatus"
            | "the examples on the sheet `examples` test the key: where your change is right, mend the results that they expect";
        NotExact: "это определение нельзя записать в книгу без потерь; запишите его в .json" | "šio apibrėžimo negalima be nuostolių įrašyti į knygą; įrašykite jį į .json"
            | "this definition cannot be put into a workbook without loss; write it as .json";
        BatteryHasNone: "у батареи нет табличной формы; запишите её в .json" | "metodikų rinkinys lentelės formos neturi; įrašykite jį į .json"
            | "a battery has no table form; write it as .json";
        // The sheet `read me`.
        Intro: "Эта книга - определение методики. Тексты и значения можно менять, строки добавлять и удалять; названия листов и столбцов и порядок столбцов - нет. Обратно: orientir import КНИГА.xlsx -o ИМЯ.json"
            | "Ši knyga - metodikos apibrėžimas. Tekstus ir reikšmes galima keisti, eilutes pridėti ir šalinti; lapų ir stulpelių pavadinimų bei stulpelių tvarkos - ne. Atgal: orientir import KNYGA.xlsx -o VARDAS.json"
            | "This workbook is the definition of an instrument. Change texts and values, add and delete rows; leave the names of sheets and columns and the order of columns. Back: orientir import WORKBOOK.xlsx -o NAME.json";
        Intro2: "Коды (ключи, шкалы, уровни) - латинскими буквами, как в JSON. Пустая ячейка - «не указано». Слова в ячейке разделяет пробел, тексты - точка с запятой; редкое записано как JSON."
            | "Kodai (raktai, skalės, lygiai) - lotyniškomis raidėmis, kaip JSON. Tuščias langelis - „nenurodyta“. Žodžius langelyje skiria tarpas, tekstus - kabliataškis; reti dalykai užrašyti kaip JSON."
            | "Codes (keys, scales, levels) are in Latin letters, as in JSON. A blank cell says nothing. Words in a cell stand apart by blanks, texts by semicolons; what is rare is written as JSON.";
        AboutSheet: "Название, версия, для кого и как проводится.\nСтрока - поле; пустое значение - «не указано»." | "Pavadinimas, versija, kam skirta ir kaip atliekama.\nEilutė - laukas; tuščia reikšmė - „nenurodyta“."
            | "The id, the version, for whom and how it is given.\nA row is a field; a blank value says nothing.";
        ItemsSheet: "Вопросы по порядку бланка: текст на трёх языках, ключ, обратный ли вопрос.\nright_code - верный ответ; left и right - полюса шкалы ответа."
            | "Klausimai lapo tvarka: tekstas trimis kalbomis, raktas, ar atvirkštinis.\nright_code - teisingas atsakymas; left ir right - atsakymo skalės poliai."
            | "Items in the order of the form: the text in three languages, the key, whether it is reversed.\nright_code is the right answer; left and right are the poles of the line.";
        OptionsSheet: "Варианты ответа вопроса: рядом с ключом его текст на каждом языке, чтобы перестановка была видна.\npoints - баллы нескольким ключам: nature=2 art=1; anchors - начала слов, которые есть только в этом варианте."
            | "Klausimo atsakymai: šalia rakto jo tekstas kiekviena kalba, kad sukeitimas būtų matomas.\npoints - balai keliems raktams: nature=2 art=1; anchors - žodžių pradžios, esančios tik šiame atsakyme."
            | "Options of items: beside the key its text in each language, so that a swap is seen.\npoints are points for several keys: nature=2 art=1; anchors are beginnings of words that only this option has.";
        CodesSheet: "Коды ответов и их подписи.\nlist: options - список вариантов, apart - код вне счёта («не делал»), codes - раздача баллов; пусто - только подпись."
            | "Atsakymų kodai ir jų užrašai.\nlist: options - variantų sąrašas, apart - kodas, kuris neskaičiuojamas („nedariau“), codes - taškų dalijimas; tuščia - tik užrašas."
            | "Codes of answers and their labels.\nlist: options is the list to choose from, apart a code that does not count (\"never did\"), codes a division of points; blank is a label alone.";
        ScalesSheet: "Шкалы: чем считать (sum, mean, median, count ...) и по чему.\nworks_on: 1 2 3 - поля; key nature - вопросы или варианты с этим ключом; scales a b - шкалы."
            | "Skalės: kaip skaičiuoti (sum, mean, median, count ...) ir pagal ką.\nworks_on: 1 2 3 - laukai; key nature - klausimai ar atsakymai su šiuo raktu; scales a b - skalės."
            | "Scales: how they are computed (sum, mean, median, count ...) and from what.\nworks_on: 1 2 3 are fields; key nature are items or options with that key; scales a b are scales.";
        SentencesSheet: "Что читает человек: предложение - строка, по порядку.\npart: about - о шкале вообще, levels/low - о её низком уровне."
            | "Ką žmogus skaito: sakinys - eilutė, iš eilės.\npart: about - apie skalę apskritai, levels/low - apie žemą jos lygį."
            | "What a person reads: a sentence a row, in order.\npart: about is on the scale as such, levels/low on its low level.";
        TextsSheet: "Остальные слова: название, назначение, инструкция, поля, уровни, правила.\nwhat и of - о чём слово." | "Kiti žodžiai: pavadinimas, paskirtis, instrukcija, laukai, lygiai, taisyklės.\nwhat ir of - apie ką žodis."
            | "The other words: title, purpose, instruction, fields, levels, policies.\nwhat and of say what a word is about.";
        LevelsSheet: "Уровни: полоса - строка, от from до следующей полосы.\nset - набор полос; его шкалы и источник пишутся в его первой строке."
            | "Lygiai: juosta - eilutė, nuo from iki kitos juostos.\nset - juostų rinkinys; jo skalės ir šaltinis rašomi pirmoje jo eilutėje."
            | "Levels: a band a row, from `from` up to the next band.\nset is a set of bands; its scales and its source stand in its first row.";
        GroupsSheet: "Шкалы, которые читаются вместе.\nbeside - те, что упоминаются рядом." | "Kartu skaitomos skalės.\nbeside - minimos šalia." | "Scales that are read together.\nbeside are those mentioned next to them.";
        TypesSheet: "Как находится тип: кандидаты (by) или случаи (when).\nСвойства правила пишутся в первой строке." | "Kaip randamas tipas: kandidatai (by) arba atvejai (when).\nTaisyklės savybės rašomos pirmoje eilutėje."
            | "How the type is found: candidates (by) or cases (when).\nWhat holds for the rule stands in the first row.";
        ChecksSheet: "Проверки ответов: что должно выполняться (expect) и что иначе.\nПодписи на трёх языках." | "Atsakymų patikros: kas turi galioti (expect) ir kas kitaip.\nUžrašai trimis kalbomis."
            | "Checks of answers: what should hold (expect), and what follows otherwise.\nTheir words in three languages.";
        CautionsSheet: "Оговорки, которые стоят рядом с результатом.\nПочему - на листе reasons." | "Išlygos, stovinčios prie rezultato.\nKodėl - lape reasons." | "Remarks that stand beside every result.\nThe reasons are on the sheet reasons.";
        SourcesSheet: "Источники, на которые ссылаются столбцы source.\ncite - одна запись на всех языках, cite ru/lt/en - своя на каждом." | "Šaltiniai, į kuriuos rodo stulpeliai source.\ncite - vienas užrašas visomis kalbomis, cite ru/lt/en - kiekviena kalba savas."
            | "The sources that the columns `source` name.\ncite is one for all languages, cite ru/lt/en is one for each.";
        ReasonsSheet: "Почему (why) и что против (doubt) - для строк других листов.\nsheet и of - лист и имя строки на нём." | "Kodėl (why) ir kas prieš (doubt) - kitų lapų eilutėms.\nsheet ir of - lapas ir eilutės vardas jame."
            | "Why, and what speaks against it, of rows on other sheets.\nsheet and of are the sheet and the name of the row.";
        ReliabilitySheet: "Что известно о надёжности.\nset - любой знак, по нему строку находит лист reasons." | "Kas žinoma apie patikimumą.\nset - bet koks ženklas, pagal jį eilutę randa lapas reasons."
            | "What is known of reliability.\nset is any sign: the sheet reasons finds the row by it.";
        NormsSheet: "Нормы: на ком, когда, каким текстом.\nСами числа - на листе norm cells." | "Normos: su kuo, kada, kokiu tekstu.\nPatys skaičiai - lape norm cells." | "Norms: made with whom, when, with which wording.\nThe numbers are on the sheet norm cells.";
        NormCellsSheet: "Среднее и отклонение шкалы в каждой группе (cell).\nДля кого группа - в её первой строке: sex=female age>=13 age<16." | "Skalės vidurkis ir nuokrypis kiekvienoje grupėje (cell).\nKam grupė - jos pirmoje eilutėje: sex=female age>=13 age<16."
            | "Mean and deviation of a scale in each group (cell).\nFor whom a group is stands in its first row: sex=female age>=13 age<16.";
        NormTablesSheet: "Таблицы норм: с такого сырого балла (from) - такой стандартный (is).\nlist: rows или percentiles." | "Normų lentelės: nuo tokio pirminio balo (from) - toks standartinis (is).\nlist: rows arba percentiles."
            | "Tables of norms: from this raw score on (from) that standard score (is).\nlist is rows or percentiles.";
        ResponsesSheet: "Виды ответов: диапазоны и свойства.\nКоды и подписи - на листе codes." | "Atsakymų rūšys: ribos ir savybės.\nKodai ir užrašai - lape codes." | "Response formats: ranges and settings.\nCodes and labels are on the sheet codes.";
        FieldsSheet: "Поля ответа вопроса; `*` - у всех вопросов, где нет своих.\nresponse - вид ответа." | "Klausimo atsakymo laukai; `*` - visiems klausimams be savų.\nresponse - atsakymo rūšis."
            | "Answer slots of an item; `*` is every item without its own.\nresponse is the response format.";
        PoliciesSheet: "Правила подсчёта на выбор, записаны как JSON.\ndefault - что берётся обычно." | "Pasirenkamos skaičiavimo taisyklės, užrašytos kaip JSON.\ndefault - kas imama įprastai." | "Scoring rules to choose between, written as JSON.\ndefault is what is taken.";
        BranchesSheet: "После какого ответа (when) какие поля не задаются.\nУсловие записано как JSON." | "Po kurio atsakymo (when) kurių laukų neklausiama.\nSąlyga užrašyta kaip JSON." | "After which answer (when) which fields do not apply.\nThe condition is written as JSON.";
        ExamplesSheet: "Примеры с результатами, которые должны получиться: проверка ключа.\nanswers: 1=a 2=b; scales: nature=4; пусто после знака - нет ответа или балла." | "Pavyzdžiai su rezultatais, kurie turi išeiti: rakto patikra.\nanswers: 1=a 2=b; scales: nature=4; tuščia po ženklo - nėra atsakymo ar balo."
            | "Worked examples with the results that must come out: the test of the key.\nanswers: 1=a 2=b; scales: nature=4; nothing behind the sign is no answer or no score.";
        MoreSheet: "Всё, для чего нет столбца: место и значение как JSON.\nЧитается последним." | "Visa, kam nėra stulpelio: vieta ir reikšmė kaip JSON.\nSkaitoma paskutinė." | "What has no column: the place, and the value as JSON.\nIt is read last.";
    }
}

/// What a sheet is.
pub fn of_sheet(name: &str) -> Option<Word> {
    Some(match name {
        "about" => Word::AboutSheet,
        "items" => Word::ItemsSheet,
        "options" => Word::OptionsSheet,
        "codes" => Word::CodesSheet,
        "scales" => Word::ScalesSheet,
        "sentences" => Word::SentencesSheet,
        "texts" => Word::TextsSheet,
        "levels" => Word::LevelsSheet,
        "groups" => Word::GroupsSheet,
        "types" => Word::TypesSheet,
        "checks" => Word::ChecksSheet,
        "cautions" => Word::CautionsSheet,
        "sources" => Word::SourcesSheet,
        "reasons" => Word::ReasonsSheet,
        "reliability" => Word::ReliabilitySheet,
        "norms" => Word::NormsSheet,
        "norm cells" => Word::NormCellsSheet,
        "norm tables" => Word::NormTablesSheet,
        "responses" => Word::ResponsesSheet,
        "fields" => Word::FieldsSheet,
        "policies" => Word::PoliciesSheet,
        "branches" => Word::BranchesSheet,
        "examples" => Word::ExamplesSheet,
        "more" => Word::MoreSheet,
        _ => return None,
    })
}
