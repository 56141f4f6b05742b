//! English templates.

use crate::error::Code;

pub(super) const fn template(code: Code) -> &'static str {
    match code {
        Code::NotJson => "this is not JSON: {reason} (line {line}, column {column})",
        Code::TooLarge => "the document has {bytes} bytes, expected at most {limit}",
        Code::DuplicateKey => "the key `{key}` appears twice; remove one of them",
        Code::UnknownKey => "the format has no key `{key}` here[; did you mean `{fix}`?]",
        Code::MissingKey => "the key `{key}` is missing; add it[: {fix}]",
        Code::WrongType => "expected {expected}, found {found}",
        Code::UnknownWord => "`{word}` is not allowed here[; did you mean `{fix}`?] (allowed: {allowed})",
        Code::BadNumber => "the number {number} is not allowed here, expected {allowed}",
        Code::BadId => {
            "`{id}` is not an id; use small Latin letters, digits, `_` and `-`, a letter or a digit first, at most 40 signs"
        }
        Code::BadVersion => "`{version}` is not a version; write three numbers joined by dots, such as 1.0.0",
        Code::NewerFormat => "the document has format {format}, this engine reads up to {known}; update the engine",
        Code::TooMany => "too many {what}: {count}, expected at most {limit}",
        Code::EmptyList => "this is empty[; write at least one {what}]",
        Code::DuplicateId => "the id `{id}` appears twice; give each its own[ ({reason})]",
        Code::UnknownName => "there is no {what} `{name}`[; did you mean `{fix}`?]",
        Code::Circular => "the scale `{scale}` is computed from itself",
        Code::WrongResponse => "the field `{field}` cannot be used here: {reason}",
        Code::ReversedTwice => "the item of `{field}` is reversed and has a negative weight; keep one of the two",
        Code::NothingToReverse => "the item `{item}` is reversed, but none of its fields has numbers",
        Code::EmptyScale => "no answer counts for the scale `{scale}`",
        Code::MissingRule => "the scale asks for {asked} answers, expected 1..={fields}",
        Code::UnequalRanges => {
            "a sum of scales, or anything but a sum of parts with different ranges, needs all of them; write `\"missing\": \"complete\"` and no codes apart"
        }
        Code::BandsNotRising => "the band `{level}` does not start above the one before it",
        Code::BandsStart => {
            "the first band starts at {found}[, expected {lowest}: the lowest possible score][; {reason}]"
        }
        Code::BandUnreachable => "the band `{level}` starts at {found}, but the highest possible score is {highest}",
        Code::BandsOverlap => "the scale `{scale}` has two sets of bands for the same people",
        Code::NormImpossible => "the norm of `{scale}` is impossible: {reason}",
        Code::NormNotRising => "the norm table of `{scale}` does not rise at the raw score {row}",
        Code::NormOverlap => "two groups of the norm fit the same people",
        Code::LevelWithoutNorm => "the levels of `{scale}` are cut on `{metric}`, but no norm gives it",
        Code::BasisMissing => "`basis` is missing; name a source and the evidence (A, B, C, D or M)",
        Code::BadCondition => "this cannot be asked here: {reason}",
        Code::CodesClash => {
            "the code `{code}` cannot be told from another code or its readings[: {reason}][: its text reads like `{other}`]"
        }
        Code::SumTooLarge => "the scores of `{scale}` could exceed what is counted in 32 bits",
        Code::ExampleFails => "example `{example}`: {what} is {found}, expected {expected}",
        Code::TextMismatch => "the text `{name}` belongs to nothing in the definition[; did you mean `{fix}`?]",
        Code::OptionsSwapped => {
            "the texts of `{first}` and `{second}` in `{language}` seem swapped[: `{word}` belongs to `{second}`][: compare them with those in `{other}`]"
        }
        Code::TextMissing => "there is no {part}[ `{code}`][ of the item `{item}`]",
        Code::SharedLabel => "`{code}` is an answer whose words all items share; a text pack does not change them",
        Code::AnchorMissing => "the text of option `{option}` in `{language}` has no word that begins with {allowed}",
        Code::UnknownField => "there is no field `{field}`[; did you mean `{fix}`?]",
        Code::UnknownCode => {
            "field `{field}` has answer `{answer}`, expected one of {allowed}[; if `{absent}` stands for no answer, say so in a map]"
        }
        Code::OutOfRange => {
            "field `{field}` has answer `{answer}`, expected {allowed}[; if `{absent}` stands for no answer, say so in a map]"
        }
        Code::OffStep => "field `{field}` has answer `{answer}`, expected {allowed} in steps of {step}",
        Code::RepeatedKey => {
            "`{key}`[, occasion {occasion},] stands in rows {first} and {second}; row {second} is passed over"
        }
        Code::MissingColumn => "the column `{field}` is missing[; or give {fix}]",
        Code::RepeatedColumn => "the column `{field}` appears twice; keep one of them",
        Code::AnotherTable => {
            "none of the columns ({found}) belongs to `{instrument}`; expected columns such as `{expected}`"
        }
        Code::AnotherInstrument => {
            "{faulty} of {given} answers are no codes of `{instrument}`; this looks like the table of another instrument"
        }
        Code::BadCovariate => "`{column}` has value `{answer}`, expected {allowed}[; row {passed} is passed over]",
        Code::Ambiguous => {
            "`{column}` has value `{answer}`, which may mean {first} or {second}; write it in full, or say in a map what it means"
        }
        Code::UnsupportedColumn => {
            "column `{column}` holds values of type {kind}, not answers: give codes as text or numbers"
        }
        Code::UnsupportedFrame => "this data cannot be read as a table of answers: {reason}",
        Code::RaggedColumns => "the column `{field}` has {found} rows, the others have {expected}",
        Code::TurnedBySpreadsheet => "field `{field}` has `{answer}`: {what}",
        Code::OtherWords => {
            "{columns} columns are found by their numbers alone; their words are not those of `{instrument}`[: if the published form was given, say so ({fix})]"
        }
        Code::RowsAbove => "the header stands in row {row}; the rows above it are passed over",
        Code::RepeatedHeader => "the row repeats the header and is passed over",
        Code::NoIdentity => {
            "the table of `{instrument}` does not say who answered, and a form maker numbers the answers of every form anew; add a column `id` or the names"
        }
        Code::UnknownColumn => "unknown columns passed over: {columns}",
        Code::RaggedRow => "the row has {found} cells, the header has {expected}; it is passed over",
        Code::CovariateDiffers => "`{column}` differs from the list of pupils; the answer table counts here",
        Code::UnknownPupil => "`{key}`[, occasion {occasion},] is not in the list of pupils",
        Code::UnknownInstrument => "there is no instrument or battery `{name}`[; did you mean `{fix}`?]",
        Code::UnknownPolicy => "`{instrument}` has no policy `{name}`[; did you mean `{fix}`?][ (allowed: {allowed})]",
        Code::UnknownScale => "there is no scale `{scale}`[; did you mean `{fix}`?]",
        Code::UnknownPerson => {
            "nobody in the table has the id `{id}`[ on occasion {occasion}, but on {occasions}][; did you mean `{fix}`?]"
        }
        Code::Unreadable => "cannot read `{file}`: {reason}[; did you mean `{fix}`?]",
        Code::EmptyTable => "`{file}` has no rows of answers",
        Code::ReceiptDiffers => "the receipt does not fit the result; what differs: {what}",
        Code::DamagedTally => "the tally cannot be used: {reason}",
        Code::OtherTally => {
            "the tallies do not belong together: {what} is `{expected}` in the first and `{found}` in the other"
        }
        Code::DoubleSource => {
            "`{source}` is there already[, under the name `{other}`]: nobody may count twice[; if these answers are another collection, make the tally with {fix}]"
        }
        Code::CountOverflow => "the counts of `{what}` exceed 2^53 - 1, the largest number that is kept exactly",
        Code::TooFew => {
            "`{whose}` has {count} people[ who tell as much as {effective} independent ones], at least {least} are needed[; join them with another class or school ({fix} only for a file that does not leave the school)]"
        }
        Code::NormMisfit => "the norms do not fit: their {what} is `{found}`, here it is `{expected}`",
        Code::TextsMisfit => "the text pack does not fit: its {what} is `{found}`, here it is `{expected}`",
        Code::Ipsative => {
            "the scores of `{instrument}` take from each other: they are compared within a person and not with others, and have no norms[; {fix} makes them all the same]"
        }
        Code::BadMargins => "the margins cannot be used: {reason} (`{what}`)",
        Code::NoLanguage => "there are no texts in `{lang}`[ in the text pack `{pack}`] (available: {available})",
        Code::WrongInstrument => "expected results of {expected}, found `{found}`[; did you mean `{fix}`?]",
        Code::Unwritable => "cannot write `{file}`: {reason}",
        Code::UseRestricted => {
            "`{instrument}` is for groups of adults who answered without names: {reason}[; instead: {fix}]"
        }
        Code::UnknownFormat => "this command writes no `{format}`; possible: {allowed}",
    }
}
