//! Lithuanian templates.

use crate::error::Code;

pub(super) const fn template(code: Code) -> &'static str {
    match code {
        Code::NotJson => "tai ne JSON: {reason} ({line} eilutė, {column} stulpelis)",
        Code::TooLarge => "dokumento dydis baitais: {bytes}, leidžiama daugiausia {limit}",
        Code::DuplicateKey => "raktas `{key}` įrašytas du kartus; palikite vieną",
        Code::UnknownKey => "rakto `{key}` čia būti negali[; galbūt turėjote omenyje `{fix}`?]",
        Code::MissingKey => "trūksta rakto `{key}`; įrašykite jį[: {fix}]",
        Code::WrongType => "tikėtasi: {expected}, rasta: {found}",
        Code::UnknownWord => {
            "žodis `{word}` čia neleidžiamas[; galbūt turėjote omenyje `{fix}`?] (leidžiama: {allowed})"
        }
        Code::BadNumber => "skaičius {number} čia neleidžiamas, tikėtasi: {allowed}",
        Code::BadId => {
            "`{id}` netinka kaip vardas; reikia mažųjų lotyniškų raidžių, skaitmenų, `_` ir `-`, pirma – raidė arba skaitmuo, daugiausia 40 ženklų"
        }
        Code::BadVersion => {
            "`{version}` nėra versijos numeris; įrašykite tris skaičius, atskirtus taškais, pavyzdžiui, 1.0.0"
        }
        Code::NewerFormat => {
            "dokumento formatas yra {format}, ši programa skaito formatus iki {known}; atnaujinkite programą"
        }
        Code::TooMany => "per daug {what}: {count}, leidžiama daugiausia {limit}",
        Code::EmptyList => "čia tuščia[; įrašykite bent {what}]",
        Code::DuplicateId => "vardas `{id}` kartojasi; kiekvienam duokite savą[ ({reason})]",
        Code::UnknownName => "nėra {what} `{name}`[; galbūt turėjote omenyje `{fix}`?]",
        Code::Circular => "skalė `{scale}` skaičiuojama iš savęs pačios",
        Code::WrongResponse => "lauko `{field}` čia naudoti negalima: {reason}",
        Code::ReversedTwice => {
            "lauko `{field}` klausimas pažymėtas kaip apverstas ir dar turi neigiamą svorį; palikite viena iš dviejų"
        }
        Code::NothingToReverse => "klausimas `{item}` pažymėtas kaip apverstas, bet nė viename jo lauke nėra skaičių",
        Code::EmptyScale => "į skalę `{scale}` neįeina nė vienas atsakymas",
        Code::MissingRule => "balui reikalaujama atsakymų: {asked}, tikėtasi nuo 1 iki {fields}",
        Code::UnequalRanges => {
            "skalių sumai, kaip ir viskam, išskyrus sumą, iš skirtingų ribų dalių reikia visų dalių; įrašykite `\"missing\": \"complete\"` ir pašalinkite atskirus kodus"
        }
        Code::BandsNotRising => "lygis `{level}` prasideda ne aukščiau už ankstesnįjį",
        Code::BandsStart => {
            "pirmasis lygis prasideda nuo {found}[, tikėtasi nuo {lowest}: mažiausio galimo balo][; {reason}]"
        }
        Code::BandUnreachable => "lygis `{level}` prasideda nuo {found}, o didžiausias galimas balas yra {highest}",
        Code::BandsOverlap => "skalė `{scale}` turi du lygių rinkinius tiems patiems žmonėms",
        Code::NormImpossible => "skalės `{scale}` norma neįmanoma: {reason}",
        Code::NormNotRising => "skalės `{scale}` normų lentelė nekyla ties pirminiu balu {row}",
        Code::NormOverlap => "dvi normos grupės tinka tiems patiems žmonėms",
        Code::LevelWithoutNorm => {
            "skalės `{scale}` lygiai nustatyti pagal rodiklį `{metric}`, bet nė viena norma jo neduoda"
        }
        Code::BasisMissing => "trūksta `basis`; nurodykite šaltinį ir pagrįstumo laipsnį (A, B, C, D arba M)",
        Code::BadCondition => "čia to klausti negalima: {reason}",
        Code::CodesClash => {
            "kodo `{code}` negalima atskirti nuo kito kodo arba jo užrašymo[: {reason}][: jo tekstas toks pat kaip `{other}`]"
        }
        Code::SumTooLarge => "skalės `{scale}` balai gali netilpti į 32 dvejetainius skaitmenis, kuriais skaičiuojama",
        Code::ExampleFails => "pavyzdys `{example}`, {what}: gauta {found}, tikėtasi {expected}",
        Code::TextMismatch => {
            "tekstas `{name}` nesusijęs su niekuo, kas yra apraše[; galbūt turėjote omenyje `{fix}`?]"
        }
        Code::OptionsSwapped => {
            "`{first}` ir `{second}` tekstai (kalba `{language}`), atrodo, sukeisti vietomis[: `{word}` priklauso `{second}`][: palyginkite su kalba `{other}`]"
        }
        Code::TextMissing => "nėra {part}[ `{code}`][, klausimas `{item}`]",
        Code::SharedLabel => {
            "`{code}` yra atsakymas, kuris visuose klausimuose vadinamas vienodai; tekstų rinkinys tokių pavadinimų nekeičia"
        }
        Code::AnchorMissing => "varianto `{option}` tekste (kalba `{language}`) nėra žodžio, kuris prasideda {allowed}",
        Code::UnknownField => "nėra lauko `{field}`[; galbūt turėjote omenyje `{fix}`?]",
        Code::UnknownCode | Code::OutOfRange => {
            "lauke `{field}` yra atsakymas `{answer}`, leidžiama: {allowed}[; jei `{absent}` reiškia, kad atsakymo nėra, nurodykite tai atitikčių faile (map)]"
        }
        Code::OffStep => "lauke `{field}` yra atsakymas `{answer}`, leidžiama: {allowed}, žingsnis {step}",
        Code::RepeatedKey => {
            "`{key}`[, {occasion} matavimas,] yra {first} ir {second} eilutėse; {second} eilutė praleista"
        }
        Code::MissingColumn => "trūksta stulpelio `{field}`[; arba nurodykite {fix}]",
        Code::RepeatedColumn => "stulpelis `{field}` kartojasi; palikite vieną",
        Code::AnotherTable => {
            "nė vienas iš stulpelių ({found}) nepriklauso metodikai `{instrument}`; tikėtasi stulpelių, pavyzdžiui, `{expected}`"
        }
        Code::AnotherInstrument => {
            "atsakymų ne iš metodikos `{instrument}`: {faulty} iš {given}; atrodo, kad tai kitos metodikos lentelė"
        }
        Code::BadCovariate => {
            "stulpelyje `{column}` yra reikšmė `{answer}`, leidžiama: {allowed}[; {passed} eilutė praleista]"
        }
        Code::Ambiguous => {
            "stulpelyje `{column}` yra reikšmė `{answer}`, ji gali reikšti {first} arba {second}; parašykite visą žodį"
        }
        Code::UnsupportedColumn => {
            "stulpelyje `{column}` yra {kind} tipo reikšmės, ne atsakymai: pateikite kodus tekstu arba skaičiais"
        }
        Code::UnsupportedFrame => "šių duomenų negalima perskaityti kaip atsakymų lentelės: {reason}",
        Code::RaggedColumns => "stulpelyje `{field}` eilučių: {found}, kituose: {expected}",
        Code::TurnedBySpreadsheet => "laukas `{field}`: įrašas `{answer}`: {what}",
        Code::OtherWords => {
            "tik pagal numerius rasta stulpelių: {columns}; jų žodžiai ne tokie kaip `{instrument}`[: jei buvo duotas išleistas tekstas, nurodykite tai ({fix})]"
        }
        Code::RowsAbove => "antraštė yra {row} eilutėje; eilutės virš jos praleistos",
        Code::RepeatedHeader => "eilutė kartoja antraštę ir praleista",
        Code::NoIdentity => {
            "`{instrument}` lentelėje nepasakyta, kas atsakė, o atsakymų numeriai kiekvienoje formoje vis kiti; pridėkite stulpelį `id` arba vardus"
        }
        Code::UnknownColumn => "nepažįstami stulpeliai praleisti: {columns}",
        Code::RaggedRow => "langelių eilutėje: {found}, antraštėje: {expected}; eilutė praleista",
        Code::CovariateDiffers => {
            "`{column}`: čia kitaip negu mokinių sąraše; šiems atsakymams imama reikšmė iš atsakymų lentelės"
        }
        Code::UnknownPupil => "`{key}`[, {occasion} matavimas,] nėra mokinių sąraše",
        Code::UnknownInstrument => "nėra metodikos ar metodikų rinkinio `{name}`[; galbūt turėjote omenyje `{fix}`?]",
        Code::UnknownPolicy => {
            "metodika `{instrument}` neturi skaičiavimo taisyklės `{name}`[; galbūt turėjote omenyje `{fix}`?][ (leidžiama: {allowed})]"
        }
        Code::UnknownScale => "nėra skalės `{scale}`[; galbūt turėjote omenyje `{fix}`?]",
        Code::UnknownPerson => {
            "lentelėje nėra žmogaus, kurio id būtų `{id}`[ ir kartas {occasion}; yra kartas {occasions}][; galbūt turėjote omenyje `{fix}`?]"
        }
        Code::Unreadable => "nepavyko perskaityti `{file}`: {reason}[; galbūt turėjote omenyje `{fix}`?]",
        Code::EmptyTable => "faile `{file}` nėra nė vienos eilutės su atsakymais",
        Code::ReceiptDiffers => "kvitas netinka šiam rezultatui; skiriasi: {what}",
        Code::DamagedTally => "suvestinė netinka: {reason}",
        Code::OtherTally => "suvestinių negalima sujungti; skiriasi: {what} (`{expected}` ir `{found}`)",
        Code::DoubleSource => {
            "`{source}` jau yra[ vardu `{other}`]: niekas neturi būti suskaičiuotas du kartus[; jei tai kitas atsakymų rinkinys, padarykite tally su {fix}]"
        }
        Code::CountOverflow => "suvestinės `{what}` skaičiai viršija 2^53 - 1, didžiausią tiksliai saugomą skaičių",
        Code::TooFew => {
            "`{whose}`: žmonių {count}[ (žinių - kaip iš {effective} nepriklausomų)], reikia bent {least}[; sujunkite su kita klase ar mokykla ({fix} - tik failui, kuris nepaliks mokyklos)]"
        }
        Code::NormMisfit => "normos netinka; skiriasi: {what} (normose `{found}`, čia `{expected}`)",
        Code::TextsMisfit => "tekstų rinkinys netinka; skiriasi: {what} (rinkinyje `{found}`, čia `{expected}`)",
        Code::Ipsative => {
            "`{instrument}` balai atima vieni iš kitų: jie lyginami vieno žmogaus, o ne su kitais, ir normos jiems nesudaromos[; vis tiek sudaryti: {fix}]"
        }
        Code::BadMargins => "populiacijos dalys netinka: {reason} (`{what}`)",
        Code::NoLanguage => "nėra tekstų kalba `{lang}`[ tekstų rinkinyje `{pack}`] (yra: {available})",
        Code::WrongInstrument => {
            "tikėtasi metodikų {expected} rezultatų, rasta `{found}`[; galbūt turėjote omenyje `{fix}`?]"
        }
        Code::Unwritable => "nepavyko įrašyti `{file}`: {reason}",
        Code::UseRestricted => {
            "metodika `{instrument}` skirta tik grupėms suaugusiųjų, kurie atsakė nenurodę vardo: {reason}[; vietoj to: {fix}]"
        }
        Code::UnknownFormat => "ši komanda `{format}` nerašo; galima: {allowed}",
    }
}
