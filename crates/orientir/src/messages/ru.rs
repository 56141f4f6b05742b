//! Russian templates.

use crate::error::Code;

pub(super) const fn template(code: Code) -> &'static str {
    match code {
        Code::NotJson => "это не JSON: {reason} (строка {line}, столбец {column})",
        Code::TooLarge => "в документе {bytes} байт, допустимо не больше {limit}",
        Code::DuplicateKey => "ключ `{key}` записан дважды; оставьте один",
        Code::UnknownKey => "ключа `{key}` здесь быть не может[; возможно, имелся в виду `{fix}`]",
        Code::MissingKey => "нет ключа `{key}`; добавьте его[: {fix}]",
        Code::WrongType => "ожидалось: {expected}, найдено: {found}",
        Code::UnknownWord => {
            "слово `{word}` здесь недопустимо[; возможно, имелось в виду `{fix}`] (допустимо: {allowed})"
        }
        Code::BadNumber => "число {number} здесь недопустимо, ожидалось: {allowed}",
        Code::BadId => {
            "`{id}` не годится как имя; нужны строчные латинские буквы, цифры, `_` и `-`, первой — буква или цифра, не больше 40 знаков"
        }
        Code::BadVersion => "`{version}` — не номер версии; запишите три числа через точку, например 1.0.0",
        Code::NewerFormat => {
            "документ записан в формате {format}, эта программа читает форматы не новее {known}; обновите программу"
        }
        Code::TooMany => "слишком много {what}: {count}, допустимо не больше {limit}",
        Code::EmptyList => "здесь пусто[; впишите хотя бы {what}]",
        Code::DuplicateId => "имя `{id}` встречается дважды; дайте каждому своё[ ({reason})]",
        Code::UnknownName => "нет {what} `{name}`[; возможно, имелось в виду `{fix}`]",
        Code::Circular => "шкала `{scale}` вычисляется сама через себя",
        Code::WrongResponse => "поле `{field}` здесь использовать нельзя: {reason}",
        Code::ReversedTwice => {
            "вопрос поля `{field}` отмечен как обратный и вдобавок имеет отрицательный вес; оставьте что-то одно"
        }
        Code::NothingToReverse => "вопрос `{item}` отмечен как обратный, но ни в одном его поле нет чисел",
        Code::EmptyScale => "в шкалу `{scale}` не входит ни один ответ",
        Code::MissingRule => "для балла требуется ответов: {asked}, ожидалось от 1 до {fields}",
        Code::UnequalRanges => {
            "сумма шкал, как и всё, кроме суммы, над частями с разными границами, требует всех частей; запишите `\"missing\": \"complete\"` и уберите коды вне счёта"
        }
        Code::BandsNotRising => "уровень `{level}` начинается не выше предыдущего",
        Code::BandsStart => {
            "первый уровень начинается с {found}[, ожидалось {lowest}: наименьший возможный балл][; {reason}]"
        }
        Code::BandUnreachable => "уровень `{level}` начинается с {found}, а наибольший возможный балл — {highest}",
        Code::BandsOverlap => "у шкалы `{scale}` два набора уровней для одних и тех же людей",
        Code::NormImpossible => "норма шкалы `{scale}` невозможна: {reason}",
        Code::NormNotRising => "таблица норм шкалы `{scale}` не возрастает на сыром балле {row}",
        Code::NormOverlap => "две группы нормы подходят одним и тем же людям",
        Code::LevelWithoutNorm => {
            "уровни шкалы `{scale}` заданы по показателю `{metric}`, но ни одна норма его не даёт"
        }
        Code::BasisMissing => "нет `basis`; назовите источник и степень обоснованности (A, B, C, D или M)",
        Code::BadCondition => "здесь об этом спросить нельзя: {reason}",
        Code::CodesClash => {
            "код `{code}` нельзя отличить от другого кода или его записи[: {reason}][: его текст такой же, как у `{other}`]"
        }
        Code::SumTooLarge => "баллы шкалы `{scale}` могут не поместиться в 32 двоичных разряда, в которых ведётся счёт",
        Code::ExampleFails => "пример `{example}`, {what}: получилось {found}, ожидалось {expected}",
        Code::TextMismatch => "текст `{name}` ни к чему в описании не относится[; возможно, имелось в виду `{fix}`]",
        Code::OptionsSwapped => {
            "тексты `{first}` и `{second}` на языке `{language}`, похоже, поменялись местами[: `{word}` относится к `{second}`][: сравните с языком `{other}`]"
        }
        Code::TextMissing => "нет {part}[ `{code}`][ вопроса `{item}`]",
        Code::SharedLabel => {
            "`{code}` — ответ, который во всех вопросах называется одинаково; набор текстов таких названий не меняет"
        }
        Code::AnchorMissing => {
            "в тексте варианта `{option}` на языке `{language}` нет слова, которое начинается с {allowed}"
        }
        Code::UnknownField => "нет поля `{field}`[; возможно, имелось в виду `{fix}`]",
        Code::UnknownCode | Code::OutOfRange => {
            "в поле `{field}` ответ `{answer}`, допустимо: {allowed}[; если `{absent}` значит, что ответа нет, укажите это в файле соответствий (map)]"
        }
        Code::OffStep => "в поле `{field}` ответ `{answer}`, допустимо: {allowed} с шагом {step}",
        Code::RepeatedKey => {
            "`{key}`[, замер {occasion},] стоит в строках {first} и {second}; строка {second} пропущена"
        }
        Code::MissingColumn => "нет столбца `{field}`[; или укажите {fix}]",
        Code::RepeatedColumn => "столбец `{field}` встречается дважды; оставьте один",
        Code::AnotherTable => {
            "ни один из столбцов ({found}) не относится к методике `{instrument}`; ожидались столбцы, например `{expected}`"
        }
        Code::AnotherInstrument => {
            "ответов не из методики `{instrument}`: {faulty} из {given}; похоже, это таблица другой методики"
        }
        Code::BadCovariate => {
            "в столбце `{column}` значение `{answer}`, допустимо: {allowed}[; строка {passed} пропущена]"
        }
        Code::Ambiguous => {
            "в столбце `{column}` значение `{answer}`, оно может означать {first} или {second}; напишите полностью или укажите смысл в файле соответствий (map)"
        }
        Code::UnsupportedColumn => {
            "в столбце `{column}` значения типа {kind}, это не ответы: дайте коды текстом или числами"
        }
        Code::UnsupportedFrame => "эти данные нельзя прочитать как таблицу ответов: {reason}",
        Code::RaggedColumns => "в столбце `{field}` строк: {found}, в остальных: {expected}",
        Code::TurnedBySpreadsheet => "поле `{field}`: запись `{answer}`: {what}",
        Code::OtherWords => {
            "столбцы найдены только по номерам: {columns}; их слова - не те, что в `{instrument}`[: если дети читали изданный текст, укажите это ({fix})]"
        }
        Code::RowsAbove => "заголовок стоит в строке {row}; строки над ним пропущены",
        Code::RepeatedHeader => "строка повторяет заголовок и пропущена",
        Code::NoIdentity => {
            "в таблице `{instrument}` не сказано, кто отвечал, а номера ответов в каждой форме свои; добавьте столбец `id` или имена"
        }
        Code::UnknownColumn => "незнакомые столбцы пропущены: {columns}",
        Code::RaggedRow => "ячеек в строке: {found}, в заголовке: {expected}; строка пропущена",
        Code::CovariateDiffers => {
            "`{column}`: здесь не то, что в списке учеников; для этих ответов берётся значение из таблицы ответов"
        }
        Code::UnknownPupil => "`{key}`[, замер {occasion},] нет в списке учеников",
        Code::UnknownInstrument => "нет методики или батареи `{name}`[; возможно, имелось в виду `{fix}`]",
        Code::UnknownPolicy => {
            "у методики `{instrument}` нет правила подсчёта `{name}`[; возможно, имелось в виду `{fix}`][ (допустимо: {allowed})]"
        }
        Code::UnknownScale => "нет шкалы `{scale}`[; возможно, имелась в виду `{fix}`]",
        Code::UnknownPerson => {
            "в таблице нет никого с id `{id}`[, {occasion}-й раз; есть раз: {occasions}][; возможно, имелось в виду `{fix}`]"
        }
        Code::Unreadable => "не удалось прочитать `{file}`: {reason}[; возможно, имелось в виду `{fix}`]",
        Code::EmptyTable => "в `{file}` нет ни одной строки с ответами",
        Code::ReceiptDiffers => "квитанция не подходит к результату; расхождение: {what}",
        Code::DamagedTally => "свод не годится: {reason}",
        Code::OtherTally => "своды нельзя объединить; расхождение: {what} (`{expected}` и `{found}`)",
        Code::DoubleSource => {
            "`{source}` уже есть[ под именем `{other}`]: никто не должен быть посчитан дважды[; если это другой сбор ответов, сделайте tally с {fix}]"
        }
        Code::CountOverflow => "числа свода `{what}` больше 2^53 - 1 - наибольшего, которое хранится точно",
        Code::TooFew => {
            "`{whose}`: людей {count}[ (по сведениям - как {effective} независимых)], нужно не меньше {least}[; объедините с другим классом или школой ({fix} - только для файла, который не покинет школу)]"
        }
        Code::NormMisfit => "нормы не подходят; расхождение: {what} (в нормах `{found}`, здесь `{expected}`)",
        Code::TextsMisfit => "набор текстов не подходит; расхождение: {what} (в наборе `{found}`, здесь `{expected}`)",
        Code::Ipsative => {
            "баллы `{instrument}` отнимают друг у друга: их сравнивают у одного человека, а не с другими людьми, и норм для них не строят[; всё равно построить: {fix}]"
        }
        Code::BadMargins => "доли населения не годятся: {reason} (`{what}`)",
        Code::NoLanguage => "текстов на языке `{lang}`[ в наборе текстов `{pack}`] нет (есть: {available})",
        Code::WrongInstrument => {
            "ожидались результаты методик {expected}, найдены — `{found}`[; возможно, имелось в виду `{fix}`]"
        }
        Code::Unwritable => "не удалось записать `{file}`: {reason}",
        Code::UseRestricted => {
            "методика `{instrument}` только для групп взрослых, которые отвечали без имени: {reason}[; вместо этого: {fix}]"
        }
        Code::UnknownFormat => "вид `{format}` для этой команды не предусмотрен; возможны: {allowed}",
    }
}
