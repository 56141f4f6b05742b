//! The words of pages in Russian, Lithuanian and English.

use orientir::trilingual;

trilingual! {
    /// A heading or a sentence.
    pub(super) enum Word {
        Results: "Результаты опросников" | "Klausimynų rezultatai" | "Results of the questionnaires";
        Whose: "Чей результат:" | "Kieno rezultatas:" | "Whose result:";
        NotGraded: "Здесь не ставят оценок: нет «хорошо» и «плохо». Описано то, что видно по твоим ответам; со временем это меняется."
            | "Čia niekas nevertinama pažymiais: nėra „gerai“ ar „blogai“. Aprašyta tai, kas matyti iš tavo atsakymų; laikui bėgant tai keičiasi."
            | "Nothing here is graded: there is no “good” and no “bad”. The page describes what your answers show; this changes with time.";
        ForParents: "Это страница вашего ребёнка теми же словами, какими её читает он сам: «ты» здесь — ученик. Здесь не ставят оценок: описано то, что видно по ответам, и со временем это меняется."
            | "Tai jūsų vaiko puslapis tais pačiais žodžiais, kuriais jį skaito jis pats: „tu“ čia – mokinys. Čia niekas nevertinama pažymiais: aprašyta tai, kas matyti iš atsakymų, ir laikui bėgant tai keičiasi."
            | "This is your child’s page in the very words that your child reads: “you” is the pupil. Nothing is graded: the page describes what the answers show, and this changes with time.";
        HowToTalk: "Как об этом поговорить" | "Kaip apie tai pasikalbėti" | "How to talk about it";
        AskFirst: "Сначала спросите, с чем ребёнок согласен, а что его удивило."
            | "Pirmiausia paklauskite, su kuo vaikas sutinka, o kas jį nustebino."
            | "Ask first what your child agrees with, and what was a surprise.";
        NoChoice: "Результат — повод для разговора, а не решение: профессию выбирает ребёнок."
            | "Rezultatas yra proga pasikalbėti, o ne sprendimas: profesiją renkasi vaikas."
            | "A result is something to talk about, not a decision: your child chooses the profession.";
        TryTogether: "Помогите попробовать: кружок, экскурсия, день открытых дверей, разговор с человеком этой профессии."
            | "Padėkite išbandyti: būrelis, ekskursija, atvirų durų diena, pokalbis su tos profesijos žmogumi."
            | "Help to try things out: a club, a visit, an open day, a talk with somebody of that profession.";
        StandsOut: "Что в твоих ответах выражено сильнее всего" | "Kas tavo atsakymuose ryškiausia" | "What stands out most in your answers";
        StandsOutParents: "Что в ответах выражено сильнее всего" | "Kas atsakymuose ryškiausia" | "What stands out most in the answers";
        NothingLeads: "несколько результатов примерно равны" | "keli rezultatai panašūs" | "several results are about equal";
        Meaning: "Что это значит" | "Ką tai reiškia" | "What it means";
        Notice: "Обрати внимание" | "Atkreipk dėmesį" | "Please note";
        Unclear: "Что пока неясно" | "Kas kol kas neaišku" | "What is not clear yet";
        NothingOf: "Здесь пока нет результата: {titles}." | "Čia kol kas nėra rezultato: {titles}." | "No result yet: {titles}.";
        NothingThisTime: "В этот раз нет результата: {titles}." | "Šį kartą nėra rezultato: {titles}." | "No result this time: {titles}.";
        InPart: "Посчитано по части ответов: {titles}. С остальными ответами результат может измениться."
            | "Apskaičiuota iš dalies atsakymų: {titles}. Su likusiais atsakymais rezultatas gali pasikeisti."
            | "Worked out from part of the answers: {titles}. With the others the result may change.";
        Next: "Что делать дальше" | "Ką daryti toliau" | "What to do next";
        Cautions: "Как читать этот результат" | "Kaip skaityti šį rezultatą" | "How to read this result";
        Talk: "Если что-то из этого тревожит или непонятно, поговори со школьным психологом или со взрослым, которому доверяешь."
            | "Jei kas nors kelia nerimą ar neaišku, pasikalbėk su mokyklos psichologu ar suaugusiuoju, kuriuo pasitiki."
            | "If something here worries you or is unclear, talk to the school psychologist or to an adult whom you trust.";
        TalkParents: "Если что-то тревожит или непонятно, поговорите со школьным психологом."
            | "Jei kas nors kelia nerimą ar neaišku, pasikalbėkite su mokyklos psichologu."
            | "If something worries you or is unclear, talk to the school psychologist.";
        MadeWith: "Чем посчитано" | "Kuo apskaičiuota" | "What it was made with";
        Engine: "программа {version}" | "programa {version}" | "engine {version}";
        Whole: "В целом" | "Apskritai" | "Overall";
        ForPsychologist: "Страница для школьного психолога: уровни и коды на ней не для ученика, родителей и других учителей. Это не диагноз."
            | "Puslapis mokyklos psichologui: jame esantys lygiai ir kodai ne mokiniui, tėvams ar kitiems mokytojams. Tai nėra diagnozė."
            | "A page for the school psychologist: its levels and codes are not for the pupil, the parents or other teachers. It is no diagnosis.";
        Occasion: "замер {number}" | "kartas: {number}" | "occasion {number}";
        Sex: "пол" | "lytis" | "sex";
        Age: "возраст" | "amžius" | "age";
        Grade: "класс" | "klasė" | "grade";
        Male: "мужской" | "vyriška" | "male";
        Female: "женский" | "moteriška" | "female";
        NothingKnown: "Пока ничего не известно: {titles}." | "Kol kas nieko nežinoma: {titles}." | "Nothing is known yet: {titles}.";
        OtherLanguage: "Тексты опросников пока есть только на другом языке." | "Klausimynų tekstai kol kas yra tik kita kalba." | "The texts of the questionnaires exist in another language only, so far.";
        WholeBegins: "начать стоит с разговора со школьным психологом: он поможет выбрать первый шаг" | "verta pradėti nuo pokalbio su mokyklos psichologu: jis padės pasirinkti pirmą žingsnį" | "it is worth beginning with a talk with the school psychologist, who will help with the first step";
        WholeOpen: "пока неясно" | "kol kas neaišku" | "not clear yet";
        NotSettledHead: "Чьи результаты пока неясны" | "Kieno rezultatai kol kas neaiškūs" | "Whose results are not settled";
        NotSettledWhy: "Не хватает ответов или часть их пропущена. Само по себе это не повод для беседы о результатах."
            | "Trūksta atsakymų arba dalis jų praleista. Savaime tai nėra priežastis kalbėtis apie rezultatus."
            | "Answers are missing, or some were left out. That alone is no reason for a talk about results.";
        NobodyHas: "Ни у кого нет результата: {titles}." | "Niekas neturi rezultato: {titles}." | "Nobody has a result: {titles}.";
        Joined: "Как складывается критерий" | "Kaip sudaromas kriterijus" | "How a criterion is put together";
        JoinedAll: "Как складывается целое" | "Kaip sudaroma visuma" | "How the whole is put together";
        FullestOfEach: "Каждый считается по тому разу, когда результатов больше всего; если таких несколько, по последнему." | "Kiekvienas skaičiuojamas pagal tą kartą, kai rezultatų daugiausia; jei tokių keli, pagal paskutinį." | "Each counts on the occasion with most results, and of several such on the latest.";
        NotListed: "не из списка" | "ne iš sąrašo" | "not on the list";
        WorthATalk: "О чём стоит поговорить" | "Apie ką verta pasikalbėti" | "What is worth a talk";
        NoTalk: "По этим данным поводов для беседы не видно." | "Iš šių duomenų priežasčių pokalbiui nematyti." | "These data show no reason for a talk.";
        Criteria: "Критерии" | "Kriterijai" | "Criteria";
        Indicators: "Показатели и причины" | "Rodikliai ir priežastys" | "Indicators and reasons";
        Indicator: "показатель" | "rodiklis" | "indicator";
        From: "методика" | "metodika" | "instrument";
        Borderline: "на границе" | "ties riba" | "borderline";
        Outcome: "что получилось" | "kas gauta" | "outcome";
        Why: "почему" | "kodėl" | "why";
        Evidence: "доказанность правила" | "taisyklės pagrįstumas" | "evidence of the rule";
        Rules: "Откуда правила" | "Iš kur taisyklės" | "Where the rules come from";
        Interests: "Ведущие типы" | "Vyraujantys tipai" | "Leading types";
        Agree: "совпадают: {types}" | "sutampa: {types}" | "agree: {types}";
        Differ: "не совпадают" | "nesutampa" | "differ";
        NotCompared: "не сравниваются: ведущих слишком много или нет" | "nelyginami: vyrauja per daug tipų arba nė vienas" | "not compared: too many lead, or none";
        NotKnown: "нет данных" | "nėra duomenų" | "not known";
        Scale: "шкала" | "skalė" | "scale";
        Score: "балл" | "balas" | "score";
        Level: "уровень" | "lygis" | "level";
        Answered: "ответов" | "atsakymų" | "answers";
        Possible: "возможно" | "galima" | "possible";
        OfCount: "{answered} из {of}" | "{answered} iš {of}" | "{answered} of {of}";
        Checks: "Проверки" | "Patikros" | "Checks";
        Remarks: "Оговорки" | "Išlygos" | "Cautions";
        NoNorm: "Норма не применена: {why}." | "Norma netaikyta: {why}." | "No norm was applied: {why}.";
        NormWording: "она сделана по другим формулировкам" | "ji sudaryta pagal kitas formuluotes" | "it was made with other sentences";
        NormPeople: "она сделана по другим людям" | "ji sudaryta pagal kitus žmones" | "it was made from other people";
        NormCovariate: "для неё не хватает сведений о человеке" | "jai trūksta duomenų apie žmogų" | "it asks for what is not known of the person";
        Class: "Класс" | "Klasė" | "Class";
        Pupils: "Учеников: {count}." | "Mokinių: {count}." | "Pupils: {count}.";
        NoPupils: "Учеников нет." | "Mokinių nėra." | "There are no pupils.";
        NotForRanking: "Не для сравнения школ и классов, не для оплаты труда и не для отбора."
            | "Ne mokykloms ar klasėms lyginti, ne atlyginimams ir ne atrankai."
            | "Not for ranking schools or classes, not for pay, not for admission.";
        WhoTalks: "С кем стоит поговорить и почему" | "Su kuo ir kodėl verta pasikalbėti" | "Who is worth a talk, and why";
        TalksAre: "Учеников с поводом: {count}. Сначала те, у кого результаты противоречат друг другу или прямо зовут к разговору, затем низкие критерии."
            | "Mokinių, turinčių priežastį: {count}. Pirmiausia tie, kurių rezultatai prieštarauja vienas kitam ar patys kviečia pokalbiui, paskui žemi kriterijai."
            | "Pupils with a reason: {count}. First those whose results contradict each other or ask for a talk by themselves, then low criteria.";
        Pupil: "ученик" | "mokinys" | "pupil";
        Reasons: "поводы" | "priežastys" | "reasons";
        ReasonCount: "поводов" | "priežasčių" | "reasons";
        Glance: "Критерии: общая картина" | "Kriterijų apžvalga" | "The criteria at a glance";
        BeforeAndAfter: "Было и стало" | "Prieš ir po" | "Before and after";
        SameCoverage: "Это первый и последний раз тех, кто отвечал не однажды. Критерий считается там, где оба раза уровень есть у одних и тех же показателей. Без класса для сравнения это не показывает, что подействовало."
            | "Tai pirmas ir paskutinis kartas tų, kurie atsakė daugiau nei kartą. Kriterijus skaičiuojamas ten, kur abu kartus lygį turi tie patys rodikliai. Be palyginamosios klasės tai neparodo, kas paveikė."
            | "These are the first and the last occasion of those who answered more than once. A criterion counts where the same indicators are graded both times. Without a class to compare with, this does not show what made the difference.";
        Leading: "Ведущий тип; при равенстве считается каждый." | "Vyraujantis tipas; kai jų keli, skaičiuojamas kiekvienas." | "The leading type; of several each is counted.";
        Coverage: "Что известно: показатели" | "Kas žinoma: rodikliai" | "What is known: indicators";
        DescribedCount: "результат без уровня" | "rezultatas be lygio" | "result without a level";
        WithoutCount: "нет результата" | "nėra rezultato" | "no result";
        Problems: "Ошибки в данных" | "Duomenų klaidos" | "Problems of the data";
        NoProblems: "Ошибок не найдено." | "Klaidų nerasta." | "No problems were found.";
        MoreProblems: "И ещё: {count}. Все они есть в таблице команды assess." | "Ir dar: {count}. Visos jos yra komandos assess lentelėje." | "And so many more: {count}. The workbook of the command assess has them all.";
        Everybody: "Все ученики" | "Visi mokiniai" | "All pupils";
        IndexOrders: "Рядом с уровнем: сколько показателей его имеют и сколько могли бы. Это не рейтинг: сортировка помогает найти ученика."
            | "Šalia lygio: kiek rodiklių jį turi ir kiek galėtų turėti. Tai ne reitingas: rikiavimas padeda rasti mokinį."
            | "Beside the level: how many indicators are graded of those that could be. This is no ranking: sorting helps to find a pupil.";
        OccasionHead: "раз" | "kartas" | "occasion";
        ChangeIsNoProof: "Показано, что изменилось в ответах; больше ли это случайности, здесь не проверялось."
            | "Rodoma, kas pasikeitė atsakymuose; ar tai daugiau nei atsitiktinumas, čia netikrinta."
            | "This shows what changed in the answers; whether it is more than chance was not tested here.";
    }
}
