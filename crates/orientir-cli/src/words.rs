//! The words of the interface in Russian, Lithuanian and English. Columns and codes are never translated.

use orientir::definition::{Audience, Pool, PopulationGroup, ReliabilityKind, SelfTest, Status, Use, Wording};
use orientir::{Lang, ScaleReport, trilingual};

trilingual! {
    /// A word or a short phrase of the interface.
    pub enum Word {
        // What is wrong with a file.
        NotFound: "такого файла нет" | "tokio failo nėra" | "there is no such file";
        NotAllowed: "нет прав доступа" | "nėra prieigos teisių" | "access is not allowed";
        IsFolder: "это папка, а нужен файл" | "tai aplankas, o reikia failo" | "this is a folder, a file is needed";
        IsNoFolder: "такой папки нет" | "tokio aplanko nėra" | "there is no such folder";
        IsWorkbook: "это книга Excel, а здесь нужен текст в JSON" | "tai „Excel“ knyga, o čia reikia JSON teksto"
            | "this is an Excel workbook, a JSON text is needed here";
        IsDefinitionBook: "это книга Excel; если в ней методика, сделайте из неё JSON: orientir import КНИГА.xlsx -o ИМЯ.json"
            | "tai „Excel“ knyga; jei joje metodika, padarykite iš jos JSON: orientir import KNYGA.xlsx -o VARDAS.json"
            | "this is an Excel workbook; if it holds a definition, make JSON of it: orientir import WORKBOOK.xlsx -o NAME.json";
        SheetOption: "--sheet ИМЯ" | "--sheet VARDAS" | "--sheet NAME";
        Changed: "файл изменился, пока его читали; начните заново" | "failas pasikeitė, kol buvo skaitomas; pradėkite iš naujo"
            | "the file changed while it was read; begin again";
        IsInput: "это файл с ответами, он был бы затёрт" | "tai atsakymų failas, jis būtų perrašytas"
            | "this is the file with the answers and would be overwritten";
        IsBattery: "это батарея, её считает команда assess" | "tai metodikų rinkinys, jį skaičiuoja komanda assess"
            | "this is a battery; use `orientir assess`";
        TallyForNorms: "это свод, а не нормы; нормы из него делает orientir fit" | "tai suvestinė, o ne normos; normas iš jos daro orientir fit"
            | "this is a tally, not norms; `orientir fit` makes norms from it";
        NormsForTally: "это готовые нормы, а не свод; к баллам их применяет --norms" | "tai gatavos normos, o ne suvestinė; balams jas taiko --norms"
            | "these are norms already, not a tally; scores use them with `--norms`";
        NormsForTexts: "это нормы, а не набор текстов; их задают через --norms" | "tai normos, o ne tekstų rinkinys; jas nurodo --norms"
            | "these are norms, not a text pack; give them with `--norms`";
        TextsForInstrument: "это набор текстов, а не методика; к методике его применяет --texts"
            | "tai tekstų rinkinys, o ne metodika; metodikai jį taiko --texts"
            | "this is a text pack, not an instrument; an instrument takes it with `--texts`";
        IsInstrument: "это не батарея, а методика, её считает команда score" | "tai ne metodikų rinkinys, o metodika, ją skaičiuoja komanda score"
            | "this is an instrument, not a battery; use `orientir score`";
        SeeList: "что есть: orientir list" | "kas yra: orientir list" | "what there is: orientir list";
        StdinTwice: "стандартный ввод можно прочитать только один раз" | "standartinę įvestį galima skaityti tik kartą"
            | "standard input can be read only once";
        NoAnswersHere: "здесь нет пригодной таблицы ответов; ожидались" | "čia nėra tinkamos atsakymų lentelės; tikėtasi"
            | "no usable table of answers is here; expected";
        // What is told beside the output.
        NoPupils: "нет файла pupils.csv: пол, возраст и класс берутся только из таблиц ответов"
            | "nėra failo pupils.csv: lytis, amžius ir klasė imami tik iš atsakymų lentelių"
            | "there is no pupils.csv: sex, age and grade come from the answer tables alone";
        FilesPassed: "пропущены файлы" | "praleisti failai" | "files passed over";
        NoFileFor: "нет таблиц для" | "nėra lentelių" | "there are no tables for";
        FurtherProblems: "и ещё проблем" | "ir dar problemų" | "further problems";
        Remark: "примечание" | "pastaba" | "remark";
        Closing: "записано строк: {rows}; проблем: {problems}" | "įrašyta eilučių: {rows}; problemų: {problems}"
            | "rows written: {rows}; problems: {problems}";
        Counted: "посчитано: людей {people}, источников {sources}, групп {groups}" | "suskaičiuota: žmonių {people}, šaltinių {sources}, grupių {groups}"
            | "counted: {people} people, {sources} sources, {groups} groups";
        ScoreColumn: "балл" | "balas" | "score";
        WithScore: "с баллом" | "su balu" | "with score";
        LongScales: "Баллов слишком много, чтобы перечислить: {scales}. Они есть в файле свода (-o)."
            | "Balų per daug, kad būtų išvardyti: {scales}. Jie yra suvestinės faile (-o)."
            | "Too many different scores to list: {scales}. The tally itself has them (-o).";
        NotKnown: "неизвестно" | "nežinoma" | "not known";
        NobodyKnown: "признак {column} не указан ни у кого: деления по нему не будет"
            | "požymis {column} niekam nenurodytas: pagal jį nebus skirstoma"
            | "{column} is not given for anybody: nobody is told apart by it";
        GroupsJoined: "группы меньше {least} объединены с теми, о ком признак неизвестен, и в нормы по нему не войдут: {groups}"
            | "grupės, mažesnės nei {least}, sujungtos su tais, kurių požymis nežinomas, ir į normas pagal jį nepateks: {groups}"
            | "groups of fewer than {least} are joined to those of whom it is not known, and take no part in norms by it: {groups}";
        LeftOutOfTally: "не вошли в свод {people}, чтобы по остатку нельзя было узнать человека: {groups}"
            | "į suvestinę neįtraukta {people}, kad iš likučio nebūtų galima atpažinti žmogaus: {groups}"
            | "{people} left out of the tally, so that nobody can be worked out from what is left over: {groups}";
        BlankRows: "строк без ответов: {count}; они не в счёт" | "eilučių be atsakymų: {count}; jos neskaičiuojamos"
            | "rows without answers, not counted: {count}";
        RepeatedRows: "повторных строк тех же учеников: {count}; в счёт идёт первая по дате и наблюдателю"
            | "pakartotinių tų pačių mokinių eilučių: {count}; skaičiuojama pirmoji pagal datą ir vertintoją"
            | "further rows of the same pupils: {count}; the first by date and rater counts";
        NormsOfNobody: "без стандартного балла по нормам {norms}: {people} из {all}; {reason}"
            | "be standartinio balo pagal normas {norms}: {people} iš {all}; {reason}"
            | "without a standard score by the norms {norms}: {people} of {all}; {reason}";
        AskedByNorms: "нормы построены по признакам {columns}, а они неизвестны: добавьте столбцы или --pupils"
            | "normos sudarytos pagal požymius {columns}, o jie nežinomi: pridėkite stulpelius arba --pupils"
            | "the norms are by {columns}, which is not known: add columns, or --pupils";
        Reading: "чтение" | "skaitoma" | "reading";
        Scoring: "подсчёт" | "skaičiuojama" | "scoring";
        // Tables.
        Fields: "полей" | "laukų" | "fields";
        Scales: "шкал" | "skalių" | "scales";
        Wording: "текст" | "tekstas" | "wording";
        Norms: "нормы" | "normos" | "norms";
        Evidence: "обоснованность" | "pagrįstumas" | "evidence";
        Yes: "есть" | "yra" | "yes";
        No: "нет" | "nėra" | "no";
        Criteria: "критерии" | "kriterijai" | "criteria";
        Batteries: "Батареи" | "Metodikų rinkiniai" | "Batteries";
        EvidenceLegend: "Обоснованность: A - два источника и больше, B - один, C - пересказ, D - выведено или наше соглашение, M - по памяти; от самой слабой до самой сильной из шкал."
            | "Pagrįstumas: A - du ar daugiau šaltinių, B - vienas, C - perpasakota, D - išvesta arba mūsų susitarimas, M - iš atminties; nuo silpniausios iki stipriausios skalės."
            | "Evidence: A two or more sources, B one, C reported by another, D derived or our convention, M from memory; weakest to strongest of the scales.";
        EvidenceGrades: "[A] - два источника и больше, B - один, C - пересказ, D - выведено или наше соглашение, M - по памяти"
            | "[A] - du ar daugiau šaltinių, B - vienas, C - perpasakota, D - išvesta arba mūsų susitarimas, M - iš atminties"
            | "[A] two or more sources, B one, C reported by another, D derived or our convention, M from memory";
        NoScore: "нет" | "nėra" | "missing";
        Invalid: "ошибка" | "klaida" | "invalid";
        NotAsked: "не задан" | "neklausta" | "not asked";
        NotApplicable: "не о нём" | "netaikoma" | "n/a";
        CheckFailed: "проверка" | "patikra" | "check";
        ForGroups: "только группы" | "tik grupėms" | "groups only";
        Undefined: "не число" | "ne skaičius" | "undefined";
        Undifferentiated: "не выражен" | "neišreikšta" | "not differentiated";
        Undetermined: "не определён" | "nenustatyta" | "undetermined";
        WithoutLevel: "Без уровня" | "Be lygio" | "No level";
        WithoutStandard: "Без стандартного балла" | "Be standartinio balo" | "No standard score";
        ProratedMark: "≈ - балл пересчитан по части ответов." | "≈ - balas perskaičiuotas pagal dalį atsakymų."
            | "≈ is a score made up from part of the answers.";
        WhyWording: "норма сделана по другому тексту" | "norma sudaryta pagal kitą tekstą" | "the norm was made with another wording";
        WhyCovariate: "неизвестны пол, возраст или класс" | "nežinoma lytis, amžius ar klasė" | "sex, age or grade is not known";
        WhyComparison: "есть только местная группа сравнения, а не норма" | "yra tik vietinė palyginimo grupė, ne norma"
            | "there is a local comparison group and no norm";
        WhyPeople: "норма сделана на других людях" | "norma sudaryta pagal kitus žmones" | "the norm was made from other people";
        WhyNeeds: "не выполнено условие уровня (см. show)" | "neįvykdyta lygio sąlyga (žr. show)"
            | "what the level needs does not hold (see show)";
        Cautions: "Оговорки" | "Išlygos" | "Cautions";
        ScaleNames: "Шкалы" | "Skalės" | "Scales";
        // The sheet of an instrument.
        Aliases: "также" | "taip pat" | "also called";
        Population: "для кого" | "kam skirta" | "made for";
        Takes: "проведение" | "atlikimas" | "given";
        Seen: "кто что видит" | "kas ką mato" | "who sees what";
        UseFor: "применение" | "naudojimas" | "use";
        SelfTest: "самотест" | "savitikra" | "self-test";
        Needs: "нужны столбцы" | "reikia stulpelių" | "needs columns";
        TextPack: "набор текстов" | "tekstų rinkinys" | "text pack";
        Licence: "лицензия" | "licencija" | "licence";
        RatingRows: "несколько строк" | "kelios eilutės" | "several rows";
        Responses: "Ответы" | "Atsakymai" | "Responses";
        Items: "Вопросы" | "Klausimai" | "Items";
        Types: "Тип" | "Tipas" | "Type";
        Levels: "Уровни" | "Lygiai" | "Levels";
        NormsTitle: "Нормы" | "Normos" | "Norms";
        NoNorms: "нет: баллы описываются, а не сравниваются с другими людьми" | "nėra: balai aprašomi, o ne lyginami su kitais žmonėmis"
            | "none: scores are described, not compared with other people";
        NoLevels: "нет" | "nėra" | "none";
        Reliability: "Надёжность" | "Patikimumas" | "Reliability";
        Checks: "Проверки" | "Patikros" | "Checks";
        Policies: "Правила подсчёта на выбор" | "Pasirenkamos skaičiavimo taisyklės" | "Policies";
        Default: "обычно" | "įprasta" | "default";
        Doubt: "сомнение" | "abejonė" | "doubt";
        Training: "тренировочный" | "bandomasis" | "training";
        Reversed: "обратный" | "atvirkštinis" | "reversed";
        Sources: "Источники" | "Šaltiniai" | "Sources";
        Key: "ключ" | "raktas" | "key";
        Document: "документ" | "dokumentas" | "document";
        Hashes: "Отпечатки (SHA-256)" | "Atspaudai (SHA-256)" | "Hashes (SHA-256)";
        Age: "возраст" | "amžius" | "age";
        Grade: "класс" | "klasė" | "grade";
        Everybody: "все" | "visi" | "everybody";
        Minutes: "мин." | "min." | "min";
        InGroup: "можно классом" | "galima visai klasei" | "a class together";
        ReadAloud: "можно читать вслух" | "galima skaityti balsu" | "may be read aloud";
        RetestDays: "повтор не раньше чем через {n} дн." | "pakartoti ne anksčiau kaip po {n} d." | "again after {n} days at the earliest";
        Pupil: "ученик" | "mokinys" | "pupil";
        ClassTeacher: "классный руководитель" | "klasės vadovas" | "class teacher";
        Psychologist: "психолог" | "psichologas" | "psychologist";
        Prorated: "хватает {n} ответов" | "pakanka {n} atsakymų" | "{n} answers are enough";
        ShareEnough: "хватает {n} % ответов" | "pakanka {n} % atsakymų" | "{n} % of the answers are enough";
        AllNeeded: "нужны все ответы" | "reikia visų atsakymų" | "needs all answers";
        // The sheet of a battery.
        Criterion: "Критерий" | "Kriterijus" | "Criterion";
        From: "по" | "pagal" | "from";
        Joining: "Как соединяются показатели" | "Kaip sujungiami rodikliai" | "How indicators are joined";
        JoiningAll: "Как соединяются критерии" | "Kaip sujungiami kriterijai" | "How criteria are joined";
        Beside: "Рядом с критериями" | "Šalia kriterijų" | "Beside the criteria";
        JoinRule: "{level}: ни одного из {none}, и не меньше {percent} % - {share}" | "{level}: nė vieno iš {none}, ir bent {percent} % - {share}"
            | "{level}: none is {none}, and at least {percent} % are {share}";
        JoinElse: "{level}: в остальных случаях; нужно частей с уровнем: {needs}" | "{level}: kitais atvejais; reikia dalių su lygiu: {needs}"
            | "{level}: otherwise; parts with a level that are needed: {needs}";
        // The picture of a class.
        ClassPicture: "Класс" | "Klasė" | "The class";
        Pupils: "учеников" | "mokinių" | "pupils";
        NotGraded: "без оценки" | "be vertinimo" | "not graded";
        Or: "или" | "arba" | "or";
        ProfileLegend: "У критерия: уровень, индекс от 0 до 1 и сколько показателей оценено из возможных."
            | "Prie kriterijaus: lygis, indeksas nuo 0 iki 1 ir kiek rodiklių įvertinta iš galimų."
            | "A criterion shows its level, its index from 0 to 1, and how many indicators are graded of those that could be.";
        StillPossible: "В скобках - уровни, которые ещё возможны." | "Skliaustuose - dar galimi lygiai."
            | "Levels in brackets are still possible.";
        CheckedInstrument: "ok: {id} {version}, вопросов {items}, шкал {scales}, примеров {examples}"
            | "ok: {id} {version}, klausimų {items}, skalių {scales}, pavyzdžių {examples}"
            | "ok: {id} {version}, {items} items, {scales} scales, {examples} examples";
        CheckedBattery: "ok: {id} {version}, критериев {criteria}, показателей {indicators}, примеров {examples}"
            | "ok: {id} {version}, kriterijų {criteria}, rodiklių {indicators}, pavyzdžių {examples}"
            | "ok: {id} {version}, {criteria} criteria, {indicators} indicators, {examples} examples";
        CheckedTexts: "ok: {name} для {id}, вопросов {items}, языки: {languages}" | "ok: {name} metodikai {id}, klausimų {items}, kalbos: {languages}"
            | "ok: {name} for {id}, {items} items, languages: {languages}";
        Overall: "в целом" | "iš viso" | "overall";
        Talk: "Стоит поговорить" | "Verta pasikalbėti" | "Worth a talk";
        NotSettled: "Результаты пока неясны" | "Rezultatai kol kas neaiškūs" | "Results not settled";
        NotOnePerson: "Это не диагноз и не рейтинг учеников." | "Tai nėra diagnozė ar mokinių reitingas."
            | "This is no diagnosis and no ranking of pupils.";
        // Agreement of raters.
        OnFields: "Согласие по полям" | "Sutarimas pagal laukus" | "Agreement on fields";
        OnScales: "Согласие по шкалам" | "Sutarimas pagal skales" | "Agreement on scales";
        OnLevelsOfRaters: "Кто ставит выше или ниже других" | "Kas vertina aukščiau ar žemiau už kitus" | "Who rates higher or lower than the others";
        NoIndex: "Ни один показатель здесь не вычислен ни у кого." | "Nė vienas rodiklis čia niekam neapskaičiuotas." | "No index can be computed here of anybody.";
        NobodyFlagged: "Отметок нет ни у кого. Все ученики и показатели: --all." | "Žymų niekas neturi. Visi mokiniai ir rodikliai: --all."
            | "Nobody is flagged. All pupils and indices: --all.";
        OnlyFlagged: "Показаны только ученики с отметками. Все ученики и показатели: --all." | "Rodomi tik mokiniai su žymomis. Visi mokiniai ir rodikliai: --all."
            | "Only flagged pupils are shown. All pupils and indices: --all.";
        ScalePoints: "Баллы шкал: {ranges}." | "Skalių balai: {ranges}." | "Points of the scales: {ranges}.";
        // Files that are written, and the sheets of a workbook.
        ExcelIsCsv: "--excel - это вид CSV; уберите --excel или пишите в CSV" | "--excel yra CSV rūšis; nerašykite --excel arba rašykite į CSV"
            | "--excel is a kind of CSV; leave it out, or write CSV";
        WorkbookOnTerminal: "книгу Excel нельзя показать на экране; укажите файл: -o ФАЙЛ.xlsx"
            | "„Excel“ knygos ekrane neparodysi; nurodykite failą: -o FAILAS.xlsx"
            | "a workbook cannot be shown on a terminal; name a file: -o FILE.xlsx";
        PageOnTerminal: "страницу нельзя показать в терминале; назовите файл: -o ФАЙЛ.html"
            | "puslapio terminale parodyti negalima; nurodykite failą: -o FAILAS.html"
            | "a page cannot be shown on a terminal; name a file: -o FILE.html";
        SheetIsFull: "не помещается на лист Excel (1 048 575 строк, 16 384 столбца, 32 767 знаков в ячейке); пишите в CSV: -o ФАЙЛ.csv"
            | "netelpa į „Excel“ lapą (1 048 575 eilutės, 16 384 stulpeliai, 32 767 ženklai langelyje); rašykite į CSV: -o FAILAS.csv"
            | "it does not fit into a sheet (1,048,575 rows, 16,384 columns, 32,767 signs in a cell); write CSV: -o FILE.csv";
        ResultRows: "результатов" | "rezultatų" | "results";
        Scored: "с баллом" | "su balu" | "with a score";
        WithoutScore: "без балла" | "be balo" | "without a score";
        ScoredInPart: "из них по части ответов" | "iš jų pagal dalį atsakymų" | "of these from part of the answers";
        Mean: "среднее" | "vidurkis" | "mean";
        Deviation: "стандартное отклонение (n - 1)" | "standartinis nuokrypis (n - 1)" | "standard deviation (n - 1)";
        Median: "медиана" | "mediana" | "median";
        Smallest: "наименьший" | "mažiausias" | "smallest";
        Largest: "наибольший" | "didžiausias" | "largest";
        Level: "уровень" | "lygis" | "level";
        Leading: "ведущий тип (один или вместе с другими)" | "vyraujantis tipas (vienas arba su kitais)"
            | "leading type (alone or with others)";
        Flags: "Отметки проверок" | "Patikrų žymos" | "Flags";
        Overflow: "отметка дальше конца линии" | "žyma už linijos galo" | "a mark beyond the end of a line";
        Coverage: "оценено показателей" | "įvertinta rodiklių" | "indicators graded";
        File: "файл" | "failas" | "file";
        Row: "строка" | "eilutė" | "row";
        Column: "столбец" | "stulpelis" | "column";
        CodeOf: "код" | "kodas" | "code";
        MessageOf: "сообщение" | "pranešimas" | "message";
        NoProblems: "Проблем нет." | "Problemų nėra." | "There are no problems.";
        NoCautions: "Оговорок нет." | "Išlygų nėra." | "There are no cautions.";
        OutsideAge: "возраст вне тех, для кого сделана методика" | "amžius už ribų, kurioms skirta metodika"
            | "the age is outside the range that the instrument was made for";
        OutsideGrade: "класс вне тех, для кого сделана методика" | "klasė už ribų, kurioms skirta metodika"
            | "the grade is outside the range that the instrument was made for";
        InstrumentName: "методика" | "metodika" | "instrument";
        BatteryName: "батарея" | "metodikų rinkinys" | "battery";
        Version: "версия" | "versija" | "version";
        Title: "название" | "pavadinimas" | "title";
        KeyHash: "отпечаток ключа (SHA-256)" | "rakto atspaudas (SHA-256)" | "hash of the key (SHA-256)";
        DocumentHash: "отпечаток документа (SHA-256)" | "dokumento atspaudas (SHA-256)" | "hash of the document (SHA-256)";
        WordingUsed: "по какому тексту отвечали" | "pagal kokį tekstą atsakinėta" | "the wording that was answered";
        PolicyUsed: "правило подсчёта" | "skaičiavimo taisyklė" | "policy";
        NormUsed: "норма" | "norma" | "norm";
        NoNormUsed: "норм нет: баллы ни с кем не сравнивались" | "normų nėra: balai su niekuo nelyginti"
            | "none: scores were compared with nobody's";
        EngineVersion: "версия программы" | "programos versija" | "version of the engine";
        InputFile: "файл с ответами" | "atsakymų failas" | "file with the answers";
        RowsWritten: "записано строк" | "įrašyta eilučių" | "rows written";
        Problems: "проблем" | "problemų" | "problems";
        // A workbook to type answers into.
        Question: "вопрос" | "klausimas" | "question";
        FieldText: "поле" | "laukas" | "field";
        Codes: "коды" | "kodai" | "codes";
        Optional: "можно не спрашивать" | "galima neklausti" | "may be left out";
        AnswerAllowed: "Допустимо: {codes}. Нет ответа - оставьте пусто; отказался отвечать - «отказ»."
            | "Leidžiama: {codes}. Nėra atsakymo - palikite tuščią; atsisakė atsakyti - „atsisakė“."
            | "Allowed: {codes}. No answer: leave it empty; refused to answer: refused.";
        ValueAllowed: "Допустимо: {codes}." | "Leidžiama: {codes}." | "Allowed: {codes}.";
        AnswerWrong: "Такого ответа нет" | "Tokio atsakymo nėra" | "No such answer";
        ListOnForm: "коды со второго листа" | "kodai iš antrojo lapo" | "the codes on the second sheet";
        FromTo: "число от {from} до {to}" | "skaičius nuo {from} iki {to}" | "a number from {from} to {to}";
        WholeFromTo: "целое число от {from} до {to}" | "sveikasis skaičius nuo {from} iki {to}"
            | "a whole number from {from} to {to}";
        FreeText: "свободный текст" | "laisvas tekstas" | "free text";
        IdText: "имя или номер человека; столбец текстовый, нули в начале сохраняются"
            | "žmogaus vardas arba numeris; stulpelis tekstinis, nuliai pradžioje išlieka"
            | "name or number of a person; the column is text, leading zeros stay";
        // Folders by name, and two entries of the same sheets.
        TwoTables: "для {id} здесь несколько таблиц: {files}; оставьте одну" | "čia yra kelios {id} lentelės: {files}; palikite vieną"
            | "there are several tables for {id} here: {files}; leave one";
        HandedTwice: "ответы на {id} от «{person}» взяты из файла `{file}`, эти не учтены: если это разные ученики, исправьте код в одном из файлов"
            | "„{person}“ atsakymai į {id} paimti iš failo `{file}`, šie neįskaityti: jei tai skirtingi mokiniai, pataisykite kodą viename iš failų"
            | "the answers of `{person}` to {id} are taken from `{file}`, these are passed over: if they are different pupils, mend the code in one of the files";
        FilesByBeginning: "таблицы, узнанные по началу имени" | "lentelės, atpažintos iš pavadinimo pradžios"
            | "tables known by the beginning of their names";
        SameTable: "это та же таблица, что и первая" | "tai ta pati lentelė kaip pirmoji" | "this is the same table as the first";
        NoCommonColumns: "с первой таблицей нет общих столбцов, которые можно сравнить" | "nėra bendrų su pirmąja lentele stulpelių, kuriuos būtų galima lyginti"
            | "it shares no columns with the first table that could be compared";
        NoCommonRows: "с первой таблицей нет общих бланков (ключ: {keys})" | "nėra bendrų su pirmąja lentele lapų (raktas: {keys})"
            | "it shares no sheets with the first table (key: {keys})";
        RowsAreIds: "столбца id нет, бланки сопоставлены по номерам строк" | "stulpelio id nėra, lapai sugretinti pagal eilučių numerius"
            | "there is no column id, sheets are matched by the numbers of rows";
        SheetsInBoth: "бланков в обеих таблицах" | "lapų abiejose lentelėse" | "sheets in both tables";
        SheetsOnlyIn: "бланков только в `{file}`" | "lapų tik `{file}`" | "sheets only in `{file}`";
        ColumnsCompared: "столбцов сравнено" | "palyginta stulpelių" | "columns compared";
        ColumnsOnlyIn: "столбцы только в `{file}`" | "stulpeliai tik `{file}`" | "columns only in `{file}`";
        CellsCompared: "ячеек сравнено" | "palyginta langelių" | "cells compared";
        CellsDiffer: "ячеек расходится" | "skiriasi langelių" | "cells that differ";
        ErrorRate: "доля расхождений: {share} = {percent} %, интервал 95 % (Wilson 1927) от {low} до {high}\u{a0}%"
            | "neatitikimų dalis: {share} = {percent} %, 95 % intervalas (Wilson 1927) nuo {low} iki {high}\u{a0}%"
            | "error rate: {share} = {percent} %, 95 % interval (Wilson 1927) {low} to {high} %";
        SheetsDiffer: "бланков хотя бы с одним расхождением" | "lapų, kuriuose yra bent vienas neatitikimas" | "sheets with at least one difference";
        WorstColumns: "чаще всего расходятся столбцы" | "dažniausiai skiriasi stulpeliai" | "columns that differ most";
        WhatTheRateIs: "Это доля ячеек, в которых два ввода не совпали. Если оба набирают с одинаковой частотой ошибок и независимо, ошибок у каждого примерно вдвое меньше. Одинаковые ошибки обоих не видны."
            | "Tai langelių, kuriuose du įvedimai nesutapo, dalis. Jei abu klysta vienodai dažnai ir nepriklausomai, kiekvieno klaidų yra maždaug perpus mažiau. Vienodų abiejų klaidų nematyti."
            | "This is the share of cells in which two entries disagree. If both typists err equally often and independently, the rate of each is about half of it. The same slip of both is not seen.";
    }
}

/// A template with its arguments, given as name and value. In English a count of one takes the singular.
pub fn filled(word: Word, lang: Lang, arguments: &[(&str, &str)]) -> String {
    let mut text = word.text(lang).to_owned();
    for (name, value) in arguments {
        if *value == "1" && lang == Lang::En && name.ends_with('s') {
            text = text.replace(&format!("{{{name}}} {name}"), &format!("1 {}", name.trim_end_matches('s')));
        }
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// How the status of a scale reads in a list. A refusal is a right and reads like any missing score.
pub fn status(status: Status) -> Word {
    match status {
        Status::Invalid => Word::Invalid,
        Status::NotAdministered => Word::NotAsked,
        Status::NotApplicable => Word::NotApplicable,
        Status::CheckFailed => Word::CheckFailed,
        Status::Undefined => Word::Undefined,
        Status::Restricted => Word::ForGroups,
        _ => Word::NoScore,
    }
}

/// What a scored scale lacks, and why.
pub fn why(scale: &ScaleReport<'_>) -> Option<(Word, Word)> {
    scale.raw()?;
    let of_norm = |refusal: &str| match refusal {
        "wording" => Word::WhyWording,
        "covariate_missing" => Word::WhyCovariate,
        _ => Word::WhyPeople,
    };
    match (scale.ungraded(), scale.refusal()) {
        (None, refusal) => refusal.map(|refusal| (Word::WithoutStandard, of_norm(refusal))),
        (Some("comparison_group"), _) => Some((Word::WithoutLevel, Word::WhyComparison)),
        (Some("needs_unmet"), _) => Some((Word::WithoutLevel, Word::WhyNeeds)),
        (Some("covariate_missing"), _) => Some((Word::WithoutLevel, Word::WhyCovariate)),
        (Some("no_norm"), Some(refusal)) => Some((Word::WithoutLevel, of_norm(refusal))),
        (Some(_), _) => Some((Word::WithoutLevel, Word::WhyPeople)),
    }
}

/// The word of one of three.
const fn pick(lang: Lang, ru: &'static str, lt: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ru => ru,
        Lang::Lt => lt,
        Lang::En => en,
    }
}

/// Whose sentences the items are.
pub fn wording(wording: Wording, lang: Lang) -> &'static str {
    match wording {
        Wording::Own => pick(lang, "наш", "mūsų", "own"),
        Wording::None => pick(lang, "на бумаге", "popieriuje", "on paper"),
        Wording::Published => pick(lang, "издание", "leidinys", "published"),
        _ => wording.as_str(),
    }
}

/// How much a reader sees.
pub fn audience(audience: Audience, lang: Lang) -> &'static str {
    match audience {
        Audience::Nothing => pick(lang, "ничего", "nieko", "nothing"),
        Audience::Description => pick(lang, "описание", "aprašymą", "description"),
        Audience::Levels => pick(lang, "уровни", "lygius", "levels"),
        _ => audience.as_str(),
    }
}

/// What a self-test shows.
pub fn self_test(test: SelfTest, lang: Lang) -> &'static str {
    match test {
        SelfTest::None => pick(lang, "нет", "nėra", "none"),
        SelfTest::Description => pick(lang, "описание без уровней", "aprašymas be lygių", "description without levels"),
        SelfTest::Levels => pick(lang, "уровни", "lygiai", "levels"),
        _ => test.as_str(),
    }
}

/// What results are for.
pub fn use_for(use_for: Use, lang: Lang) -> &'static str {
    match use_for {
        Use::Individual => pick(lang, "совет одному человеку", "patarimas vienam žmogui", "advice to one person"),
        Use::AnonymousAdultGroups => {
            pick(lang, "анонимные группы взрослых", "anoniminės suaugusiųjų grupės", "anonymous groups of adults")
        }
        _ => use_for.as_str(),
    }
}

/// Who was measured.
pub fn population(group: PopulationGroup, lang: Lang) -> &'static str {
    match group {
        PopulationGroup::Pupils => pick(lang, "школьники", "mokiniai", "pupils"),
        PopulationGroup::Students => pick(lang, "студенты", "studentai", "students"),
        PopulationGroup::Adults => pick(lang, "взрослые", "suaugusieji", "adults"),
        PopulationGroup::General => pick(lang, "люди всех возрастов", "įvairaus amžiaus žmonės", "people of all ages"),
        _ => group.as_str(),
    }
}

/// What a coefficient is.
pub fn reliability(kind: &ReliabilityKind, lang: Lang) -> &'static str {
    orientir::fit::reliability::words::kind(kind, lang)
}

/// How several ratings of one person become one score.
pub fn pool(pool: Pool, lang: Lang) -> &'static str {
    match pool {
        Pool::MeanByField => pick(
            lang,
            "сначала среднее по каждому показателю, затем по показателям",
            "pirmiausia kiekvieno rodiklio vidurkis, paskui rodiklių vidurkis",
            "first the mean of each indicator, then over indicators",
        ),
        _ => pool.as_str(),
    }
}
