//! The phrases by where they stand, each in English, Russian and Lithuanian; `#` is a number.

use super::Fragment;

/// Kinds of JSON values: nominative.
pub(super) const KINDS: &[Fragment] = &[
    ("an object", "объект в фигурных скобках", "objektas riestiniuose skliaustuose"),
    ("an object with one key", "объект с одним ключом", "objektas su vienu raktu"),
    ("an object with this key", "объект с этим ключом", "objektas su šiuo raktu"),
    ("a list", "список в квадратных скобках", "sąrašas laužtiniuose skliaustuose"),
    ("a text", "текст в кавычках", "tekstas kabutėse"),
    (
        "a text, or an object of texts by language",
        "текст в кавычках или объект с текстами по языкам",
        "tekstas kabutėse arba objektas su tekstais pagal kalbas",
    ),
    ("a number", "число", "skaičius"),
    ("a whole number", "целое число", "sveikasis skaičius"),
    ("true or false", "`true` или `false`", "`true` arba `false`"),
    ("null", "`null`", "`null`"),
    ("an id", "имя из латинских букв", "vardas iš lotyniškų raidžių"),
    ("the bare word", "само слово без скобок", "vien žodis be skliaustų"),
];

/// Numbers and what is allowed in their place.
pub(super) const NUMBERS: &[Fragment] = &[
    ("of codes", "кодов", "(kodų kiekis)"),
    ("of points, #", "баллов (#)", "# (taškų kiekis)"),
    (
        "rising limits and a step that divides them, at most # codes",
        "возрастающие границы и шаг, который делит промежуток нацело, не больше # кодов",
        "kylančios ribos ir žingsnis, dalijantis tarpą be liekanos, daugiausia # kodų",
    ),
    ("whole numbers #..=#", "целые числа от # до #", "sveikieji skaičiai nuo # iki #"),
    (
        "at most # places and # digits",
        "не больше # знаков после запятой и # цифр",
        "daugiausia # skaitmenys po kablelio ir # skaitmenų",
    ),
    ("whole years #..=#", "полных лет от # до #", "sveikieji metai nuo # iki #"),
    ("school grades #..=#", "класс от # до #", "klasė nuo # iki #"),
    ("male, female", "male (м) или female (ж)", "male (vyras) arba female (moteris)"),
    ("the name of a rater", "имя того, кто оценивал", "vertintojo vardas"),
    ("the name or number of a person", "имя или номер ученика", "mokinio vardas arba numeris"),
    (
        "seconds such as #, or #:#:#, or # min # s, above # and at most #",
        "секунды, например #, или #:#:#, или # мин # с, больше # и не больше #",
        "sekundės, pavyzdžiui, #, arba #:#:#, arba # min # s, daugiau nei # ir daugiausia #",
    ),
    (
        "a language code such as ru, lt or en",
        "код языка, например ru, lt или en",
        "kalbos kodas, pavyzdžiui, ru, lt arba en",
    ),
    ("#, # and so on", "#, # и так далее", "#, # ir taip toliau"),
    ("# or # levels", "# или # уровня", "# arba # lygiai"),
    ("nothing", "неуказанной границы", "nenurodytos ribos"),
    ("no such standard score", "нет такого стандартного балла", "tokio standartinio balo nėra"),
    ("less than #", "меньше #", "mažesnio už #"),
    ("more than #", "больше #", "didesnio už #"),
    ("less than #.#", "меньше #.#", "mažesnio už #.#"),
    (
        "a number between the ends, which are written as `from` and `to`",
        "число между концами, а сами концы записываются как `from` и `to`",
        "skaičiaus tarp galų, o patys galai rašomi kaip `from` ir `to`",
    ),
];

/// What an instrument for groups of adults does not give.
pub(super) const USES: &[Fragment] = &[
    (
        "it gives no results of single people",
        "результатов отдельных людей она не даёт",
        "atskirų žmonių rezultatų ji neduoda",
    ),
    // What nobody can be told who counts no groups, as a browser does not, weighs nothing there.
    #[cfg(any(test, feature = "fit"))]
    (
        "who has a school grade, a class or an age under # is none of them",
        "тот, у кого указан школьный класс или возраст меньше # лет, к ним не относится",
        "tas, kieno nurodyta mokyklos klasė arba amžius mažesnis nei # metų, jiems nepriklauso",
    ),
    ("the table names people", "в таблице названы люди", "lentelėje įvardyti žmonės"),
    #[cfg(any(test, feature = "fit"))]
    (
        "groups of fewer than # are not counted",
        "группы меньше # человек не считаются",
        "mažesnės nei # žmonių grupės neskaičiuojamos",
    ),
    (
        "it has no place in the profile of a person",
        "в профиле одного человека ей не место",
        "vieno žmogaus profilyje jai ne vieta",
    ),
];

/// What a name does not lead to: genitive.
pub(super) const NAMED: &[Fragment] = &[
    ("scale", "шкалы", "skalės"),
    ("field", "поля", "lauko"),
    ("column", "столбца", "stulpelio"),
    ("code", "кода", "kodo"),
    ("option", "варианта ответа", "atsakymo varianto"),
    ("choice", "варианта правила", "taisyklės varianto"),
    ("response", "вида ответа", "atsakymo tipo"),
    ("source", "источника", "šaltinio"),
    ("level", "уровня", "lygio"),
    ("type", "типа", "tipo"),
    ("language", "языка", "kalbos"),
    ("indicator", "показателя", "rodiklio"),
    ("criterion", "критерия", "kriterijaus"),
    ("instrument", "методики", "metodikos"),
];

/// What there must be at least one of: accusative.
pub(super) const NEEDED: &[Fragment] = &[
    ("item", "один вопрос", "vieną klausimą"),
    ("scale", "одну шкалу", "vieną skalę"),
    ("code", "один код", "vieną kodą"),
    ("band", "один уровень", "vieną lygį"),
    ("field, here or in `each_item`", "одно поле, здесь или в `each_item`", "vieną lauką čia arba dalyje `each_item`"),
    ("instrument", "одну методику", "vieną metodiką"),
    ("levels", "один уровень", "vieną lygį"),
    ("criteria", "один критерий", "vieną kriterijų"),
    ("indicators", "один показатель", "vieną rodiklį"),
    ("type", "один тип", "vieną tipą"),
    ("number", "одно число", "vieną skaičių"),
    ("language", "один язык", "vieną kalbą"),
];

/// What an item lacks of its texts: genitive.
pub(super) const PARTS: &[Fragment] = &[
    ("instruction", "инструкции", "instrukcijos"),
    ("text", "текста", "teksto"),
    ("question", "формулировки", "formuluotės"),
    ("left pole", "левого полюса", "kairiojo poliaus"),
    ("right pole", "правого полюса", "dešiniojo poliaus"),
    ("option", "варианта", "varianto"),
];

/// What there are too many of: genitive plural.
pub(super) const COUNTED: &[Fragment] = &[
    ("items", "вопросов", "klausimų"),
    ("fields", "полей", "laukų"),
    ("scales", "шкал", "skalių"),
    ("checks", "проверок", "patikrų"),
    ("types", "типов", "tipų"),
    ("levels", "уровней", "lygių"),
    ("norms", "норм", "normų"),
    ("policies", "правил подсчёта", "skaičiavimo taisyklių"),
    ("branches", "ветвлений", "šakų"),
    ("examples", "примеров", "pavyzdžių"),
    ("criteria", "критериев", "kriterijų"),
    ("indicators", "показателей", "rodiklių"),
    ("codes over all scales", "кодов во всех шкалах вместе", "kodų visose skalėse kartu"),
    ("codes", "кодов", "kodų"),
    ("options", "вариантов ответа", "atsakymo variantų"),
    ("groups", "групп нормы", "normos grupių"),
    ("names of levels", "названий уровней", "lygių vardų"),
    ("entries", "записей в одном месте", "įrašų vienoje vietoje"),
    ("codes over all fields", "кодов во всех полях вместе", "kodų visuose laukuose kartu"),
    (
        "parts of conditions, each counted for every item",
        "частей условий, каждая за каждый вопрос",
        "sąlygų dalių, kiekviena už kiekvieną klausimą",
    ),
    ("faults, the rest is not listed", "ошибок, остальные не показаны", "klaidų, likusios nerodomos"),
];

/// Why something is not possible: whole clauses.
pub(super) const REASONS: &[Fragment] = &[
    ("its answers are not numbers", "его ответы — не числа", "jo atsakymai nėra skaičiai"),
    (
        "its item has no `right` code",
        "у его вопроса нет верного кода `right`",
        "jo klausimas neturi teisingo kodo `right`",
    ),
    ("two scales are needed", "нужны две шкалы", "reikia dviejų skalių"),
    ("fields are needed, not scales", "нужны поля, а не шкалы", "reikia laukų, o ne skalių"),
    ("`same_code` compares two fields", "`same_code` сравнивает два поля", "`same_code` lygina du laukus"),
    (
        "a person with several ratings has no single answers",
        "у человека с несколькими оценками нет единственного ответа",
        "žmogus, turintis kelis vertinimus, neturi vienintelio atsakymo",
    ),
    (
        "a leading dot needs an item: write `each_item`, or name the field in full",
        "точка в начале требует вопроса: напишите `each_item` или назовите поле полностью",
        "taškui pradžioje reikia klausimo: rašykite `each_item` arba visą lauko vardą",
    ),
    (
        "only fields of the same item, written with a leading dot",
        "только поля того же вопроса, с точкой в начале",
        "tik to paties klausimo laukai, su tašku pradžioje",
    ),
    (
        "a battery sees results, not answers",
        "батарея видит результаты, а не ответы",
        "metodikų rinkinys mato rezultatus, o ne atsakymus",
    ),
    ("a comparison has two sides", "в сравнении две стороны", "palyginimas turi dvi puses"),
    (
        "the mean lies outside the possible scores",
        "среднее лежит вне возможных баллов",
        "vidurkis nepatenka tarp galimų balų",
    ),
    (
        "the standard deviation is not above zero",
        "стандартное отклонение не больше нуля",
        "standartinis nuokrypis nėra didesnis už nulį",
    ),
    ("the table has no rows", "в таблице нет строк", "lentelėje nėra eilučių"),
    (
        "a table must give a standard score",
        "таблица должна давать стандартный балл",
        "lentelė turi duoti standartinį balą",
    ),
    (
        "a model needs # to # coefficients",
        "в модели должно быть от # до # коэффициентов",
        "modeliui reikia nuo # iki # koeficientų",
    ),
    ("a model holds within two limits", "модели нужны две границы", "modeliui reikia dviejų ribų"),
    (
        "fields with different codes cannot be compared",
        "поля с разными кодами нельзя сравнить",
        "skirtingų kodų laukų palyginti negalima",
    ),
    (
        "the table does not begin at the lowest possible score",
        "таблица начинается выше наименьшего возможного балла",
        "lentelė prasideda aukščiau mažiausio galimo balo",
    ),
    (
        "the mean and the standard deviation are known together",
        "среднее и стандартное отклонение указывают вместе",
        "vidurkis ir standartinis nuokrypis nurodomi kartu",
    ),
    ("the percentiles are given twice", "процентили указаны дважды", "procentiliai nurodyti du kartus"),
    ("a sten lies within # and #", "стен лежит между # и #", "stenas yra tarp # ir #"),
    ("a stanine lies within # and #", "станайн лежит между # и #", "stanainas yra tarp # ir #"),
    ("a percentile lies within # and #", "процентиль лежит между # и #", "procentilis yra tarp # ir #"),
    (
        "the model gives numbers that are too large",
        "модель даёт слишком большие числа",
        "modelis duoda per didelius skaičius",
    ),
    (
        "the standard deviation is not above zero within the limits of the model",
        "стандартное отклонение в границах модели бывает не больше нуля",
        "standartinis nuokrypis modelio ribose ne visur didesnis už nulį",
    ),
    (
        "the mean leaves the possible scores within the limits of the model",
        "среднее в границах модели выходит за возможные баллы",
        "vidurkis modelio ribose išeina už galimų balų",
    ),
    (
        "its item is for training and is never scored",
        "его вопрос тренировочный и никогда не оценивается",
        "jo klausimas yra bandomasis ir niekada nevertinamas",
    ),
    ("free text is never scored", "свободный текст никогда не оценивается", "laisvas tekstas niekada nevertinamas"),
    (
        "the range of the scale is not known: its divisor may be zero, or it is too large",
        "границы шкалы неизвестны: делитель может быть нулём, или числа слишком велики",
        "skalės ribos nežinomos: daliklis gali būti nulis arba skaičiai per dideli",
    ),
    (
        "a percent of range needs a range",
        "процент от диапазона требует диапазона",
        "diapazono procentui reikia diapazono",
    ),
    (
        "a standard score has no lowest value, so leave out `from`",
        "у стандартного балла нет наименьшего значения: уберите `from`",
        "standartinis balas neturi mažiausios reikšmės: pašalinkite `from`",
    ),
    (
        "tables of answers have a column of this name",
        "в таблицах ответов есть столбец с таким именем",
        "atsakymų lentelėse yra stulpelis tokiu vardu",
    ),
    ("a scale is read in one group", "шкала входит в одну группу", "skalė priklauso vienai grupei"),
    (
        "an answer is read without blanks round it",
        "ответ читается без пробелов по краям",
        "atsakymas skaitomas be tarpų kraštuose",
    ),
    (
        "the word stands for an answer that is not there",
        "это слово обозначает отсутствие ответа",
        "šis žodis reiškia, kad atsakymo nėra",
    ),
    ("it reads as a number", "он читается как число", "jis skaitomas kaip skaičius"),
];

/// What `serde_json` says of a text that is no JSON.
pub(super) const JSON: &[Fragment] = &[
    ("EOF while parsing a list", "список не закрыт, текст кончился", "sąrašas neuždarytas, tekstas baigėsi"),
    ("EOF while parsing an object", "объект не закрыт, текст кончился", "objektas neuždarytas, tekstas baigėsi"),
    ("EOF while parsing a string", "кавычка не закрыта, текст кончился", "kabutės neuždarytos, tekstas baigėsi"),
    ("EOF while parsing a value", "значения нет, текст кончился", "reikšmės nėra, tekstas baigėsi"),
    ("expected `:`", "ожидалось двоеточие", "tikėtasi dvitaškio"),
    ("expected `,` or `]`", "ожидалась запятая или `]`", "tikėtasi kablelio arba `]`"),
    ("expected `,` or `}`", "ожидалась запятая или `}`", "tikėtasi kablelio arba `}`"),
    ("expected ident", "ожидалось `true`, `false` или `null`", "tikėtasi `true`, `false` arba `null`"),
    ("expected value", "ожидалось значение", "tikėtasi reikšmės"),
    ("expected `\"`", "ожидалась кавычка", "tikėtasi kabučių"),
    ("invalid escape", "неверный знак после `\\`", "netinkamas ženklas po `\\`"),
    ("invalid number", "неверно записанное число", "netinkamai užrašytas skaičius"),
    ("number out of range", "слишком большое число", "per didelis skaičius"),
    ("invalid unicode code point", "неверный код знака", "netinkamas ženklo kodas"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "перенос строки или другой управляющий знак внутри кавычек",
        "eilutės lūžis ar kitas valdymo ženklas kabutėse",
    ),
    ("key must be a string", "ключ должен стоять в кавычках", "raktas turi būti kabutėse"),
    ("lone leading surrogate in hex escape", "неполный код знака", "nepilnas ženklo kodas"),
    ("trailing comma", "лишняя запятая в конце", "nereikalingas kablelis pabaigoje"),
    ("trailing characters", "лишние знаки после конца", "nereikalingi ženklai po pabaigos"),
    ("unexpected end of hex escape", "неполный код знака", "nepilnas ženklo kodas"),
    ("recursion limit exceeded", "слишком много вложенных скобок", "per daug įdėtų skliaustų"),
];

/// Parts of a receipt: nominative.
pub(super) const RECEIPT: &[Fragment] = &[
    ("instrument", "методика", "metodika"),
    ("key", "ключ подсчёта", "skaičiavimo raktas"),
    ("wording", "формулировки", "formuluotės"),
    ("norms", "нормы", "normos"),
    ("result", "результат", "rezultatas"),
    ("policies", "правила подсчёта", "skaičiavimo taisyklės"),
    ("texts", "набор текстов", "tekstų rinkinys"),
    ("name", "название", "pavadinimas"),
    ("by", "деление на группы", "skirstymas į grupes"),
];

/// Why shares of a population are of no use.
pub(super) const MARGINS: &[Fragment] = &[
    (
        "write shares by covariate and value",
        "пишите доли по признакам и значениям",
        "rašykite dalis pagal požymius ir reikšmes",
    ),
    ("a share is a number above 0", "доля - число больше 0", "dalis yra skaičius, didesnis už 0"),
    ("a value stands twice", "значение стоит дважды", "reikšmė parašyta du kartus"),
    (
        "the tally does not tell people apart by it",
        "свод не различает людей по этому признаку",
        "suvestinė neskiria žmonių pagal šį požymį",
    ),
    ("nobody in the sample is of this value", "в выборке таких нет", "imtyje tokių nėra"),
    (
        "no weights meet all of them at once",
        "нет весов, дающих их все сразу",
        "nėra svorių, kurie visas jas atitiktų iš karto",
    ),
];

/// Why a tally is of no use.
pub(super) const TALLIES: &[Fragment] = &[
    ("the file ends too soon", "файл обрывается", "failas nutrūksta"),
    ("this is not a tally", "это не свод", "tai ne suvestinė"),
    (
        "it was changed: its hash does not fit",
        "его меняли: контрольная сумма не сходится",
        "ji keista: kontrolinė suma nesutampa",
    ),
    ("its parts are not those of a tally", "части не те, что у свода", "dalys ne tokios, kaip suvestinės"),
    ("its counts do not add up", "числа в нём не сходятся", "jos skaičiai nesutampa"),
];

/// What an ambiguous value may mean: accusative.
pub(super) const MEANINGS: &[Fragment] = &[
    ("male (English)", "мужской пол (английское male)", "vyrą (angliškai male)"),
    ("moteris, female (Lithuanian)", "женский пол (литовское moteris)", "moterį (lietuviškai)"),
    ("a Latin B", "латинскую B", "lotynišką B"),
    ("the third letter of the Russian alphabet", "третью букву русского алфавита", "trečią rusų abėcėlės raidę"),
    ("grade #", "# класс", "# klasę"),
];

/// What a spreadsheet made of an entry.
pub(super) const TURNED: &[Fragment] = &[
    (
        "a spreadsheet has made a date of the entry; format the column as text and enter the answer again",
        "таблица превратила запись в дату; задайте столбцу текстовый формат и введите ответ заново",
        "skaičiuoklė įrašą pavertė data; nustatykite stulpeliui teksto formatą ir įveskite atsakymą iš naujo",
    ),
    (
        "a spreadsheet has made a time of the entry; format the column as text and enter the answer again",
        "таблица превратила запись во время; задайте столбцу текстовый формат и введите ответ заново",
        "skaičiuoklė įrašą pavertė laiku; nustatykite stulpeliui teksto formatą ir įveskite atsakymą iš naujo",
    ),
    (
        "this is a formula without its value; open the table in a spreadsheet and save it, or enter the answer itself",
        "это формула без значения; откройте таблицу в программе и сохраните её или введите сам ответ",
        "tai formulė be reikšmės; atverkite lentelę skaičiuoklėje ir įrašykite ją arba įveskite patį atsakymą",
    ),
    (
        "this is the error of a formula; format the column as text and enter the answer again",
        "это ошибка формулы; задайте столбцу текстовый формат и введите ответ заново",
        "tai formulės klaida; nustatykite stulpeliui teksto formatą ir įveskite atsakymą iš naujo",
    ),
    (
        "the cell is merged with one of another row; unmerge them and enter each answer",
        "ячейка объединена с ячейкой другой строки; разъедините их и введите каждый ответ",
        "langelis sujungtas su kitos eilutės langeliu; atskirkite juos ir įveskite kiekvieną atsakymą",
    ),
];
