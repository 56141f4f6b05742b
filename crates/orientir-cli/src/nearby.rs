//! What may have been meant: a file beside the one that is not there, a person of the table.

use std::fs;
use std::path::Path;

use orientir::names::{nearest, plain};
use orientir::{Code, Error};

/// The most files of a folder that are looked at.
const MOST_FILES: usize = 10_000;
/// A shorter name is one slip away from anything.
const SHORTEST: usize = 3;

/// A fault about a file that is not there, with the name of one that may be meant.
pub fn with_near_file(fault: &Error) -> Error {
    let argument = |wanted: &str| fault.arguments().find(|(name, _)| *name == wanted).map(|(_, value)| value);
    let missing =
        argument("file").filter(|file| fault.code() == Code::Unreadable && argument("fix").is_none() && *file != "-");
    match missing.and_then(|file| near(file, false)) {
        Some(fix) => fault.clone().with("fix", fix),
        None => fault.clone(),
    }
}

/// A path of the same folder that may be meant by one that does not exist: of a file, or of a folder.
pub fn near(path: &str, folders: bool) -> Option<String> {
    let path = Path::new(path);
    if path.exists() {
        return None;
    }
    let wanted = path.file_name()?.to_str()?;
    let parent = path.parent()?;
    let place = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let entries = fs::read_dir(place).ok()?.take(MOST_FILES).flatten();
    let entries = entries.filter(|entry| fs::metadata(entry.path()).is_ok_and(|about| about.is_dir() == folders));
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with(['.', '~']));
    names.sort();
    Some(parent.join(near_name(wanted, &names)?).to_string_lossy().into_owned())
}

/// The name that may be meant: the same without its ending or with another one, else one a slip away.
fn near_name<'n>(wanted: &str, names: &'n [String]) -> Option<&'n str> {
    let stem = plain(stem(wanted));
    let same = names.iter().find(|name| {
        let other = plain(self::stem(name));
        !other.is_empty() && (other == stem || other == plain(wanted))
    });
    let long = |name: &str| plain(self::stem(name)).chars().count() >= SHORTEST;
    same.map(String::as_str).or_else(|| nearest(wanted, names).filter(|near| long(near) && long(wanted)))
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The person who may be meant. A number a digit away is somebody else's; the same number with noughts in front is not.
pub fn person<'k>(id: &str, known: &'k [&'k str]) -> Option<&'k str> {
    let id = id.trim();
    let number = |id: &str| id.bytes().all(|b| b.is_ascii_digit()).then(|| id.trim_start_matches('0').to_owned());
    match number(id) {
        Some(wanted) if !id.is_empty() => known.iter().find(|id| number(id) == Some(wanted.clone())).copied(),
        _ => nearest(id, known).filter(|near| plain(near) == plain(id) || plain(id).chars().count() >= SHORTEST),
    }
}

/// Told where nobody of the known people has an id, with the one who may be meant.
pub fn unknown_person(id: &str, occasion: u32, known: &[&str]) -> Error {
    let shown = if occasion == 1 { id.to_owned() } else { format!("{id}, {occasion}") };
    let fix = person(id, known).filter(|fix| *fix != id.trim()).unwrap_or_default();
    Error::new(Code::UnknownPerson, "").with("id", shown).with("fix", fix)
}

/// Told where nobody of the known people answered on an occasion; somebody else's may be meant, or another of their occasions.
pub fn unknown_occasion(id: &str, occasion: Option<u32>, own: &[u32], known: &[&str]) -> Error {
    match (occasion, own) {
        (Some(occasion), [_, ..]) => {
            let occasions: Vec<String> = own.iter().map(u32::to_string).collect();
            let fault = Error::new(Code::UnknownPerson, "").with("id", id.trim()).with("occasion", occasion);
            fault.with("occasions", occasions.join(", "))
        }
        _ => unknown_person(id, occasion.unwrap_or(1), known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_a_slip_away_or_with_another_ending() {
        let names = ["class.xlsx", "ДДО 9Б.csv", "pupils.csv", "a.csv"].map(str::to_owned);
        assert_eq!(near_name("class.csv", &names), Some("class.xlsx"));
        assert_eq!(near_name("class", &names), Some("class.xlsx"));
        assert_eq!(near_name("ддо_9б.csv", &names), Some("ДДО 9Б.csv"));
        assert_eq!(near_name("pupil.csv", &names), Some("pupils.csv"));
        assert_eq!(near_name("b.csv", &names), None);
        assert_eq!(near_name("motives.csv", &names), None);
    }

    #[test]
    fn people_by_name_and_by_number() {
        let known = ["07", "08", "Иванова Анна", "a1"];
        assert_eq!(person("7", &known), Some("07"));
        assert_eq!(person("09", &known), None);
        assert_eq!(person("иванова анна", &known), Some("Иванова Анна"));
        assert_eq!(person("Иванова Аня", &known), Some("Иванова Анна"));
        assert_eq!(person("A 1", &known), Some("a1"));
        assert_eq!(person("a2", &known), None);
    }
}
