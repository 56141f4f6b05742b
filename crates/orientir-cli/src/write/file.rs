//! A file is written beside its place and then moved there: a run that fails or is interrupted leaves what was there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The exit code of a run that was interrupted: 128 and the number of the signal, as shells count.
const INTERRUPTED: i32 = 130;
/// The longest chain of symbolic links that is followed.
const MOST_LINKS: usize = 40;
/// The most bytes of the target's name that the name of the temporary file repeats.
const LONGEST_NAME: usize = 200;

/// The file that an interrupted run must not leave behind. Whoever holds the lock may create, move or remove it.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

fn unfinished() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From here on Ctrl-C removes what is unfinished. A run that was told to ignore signals (`nohup`) goes on ignoring them.
pub fn catch_interrupts() {
    // Without the handler an interrupted run would leave a temporary file, and nothing worse.
    let _ = ctrlc::try_set_handler(|| {
        // Held until the end, so that the main thread cannot move the file meanwhile.
        let mut unfinished = unfinished();
        discard(&mut unfinished);
        std::process::exit(INTERRUPTED);
    });
}

fn discard(unfinished: &mut Option<PathBuf>) {
    if let Some(path) = unfinished.take() {
        // It may be gone already.
        let _ = fs::remove_file(path);
    }
}

/// Writes a file whole or not at all. What exists and is no regular file (a device, a pipe) is written straight into.
pub fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match place(path)? {
        Place::Straight => {
            let mut out = BufWriter::new(File::create(path)?);
            fill(&mut out)?;
            out.flush()
        }
        Place::Beside(path) => beside(&path, fill),
    }
}

/// How a file is written.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// Into the file as it stands.
    Straight,
    /// Beside this file, which the name leads to.
    Beside(PathBuf),
}

fn place(path: &Path) -> io::Result<Place> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return Ok(Place::Straight);
    }
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        // Open files of a process: the name says nothing of where they are.
        if ["/dev/fd", "/proc"].iter().any(|folder| path.starts_with(folder)) {
            return Ok(Place::Straight);
        }
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(Place::Beside(path)),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn beside(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let before = match fs::metadata(path) {
        // Moving a file over it would need no permission to write to it; its owner may have taken that away.
        Ok(about) => OpenOptions::new().write(true).open(path).map(|_| Some(about.permissions()))?,
        Err(_) => None,
    };
    let file = {
        let mut unfinished = unfinished();
        let file = temporary(path)?;
        *unfinished = Some(file.path().to_owned());
        file
    };
    let moved = filled(&file, fill).and_then(|()| {
        if let Some(permissions) = before {
            fs::set_permissions(file.path(), permissions)?;
        }
        // From here the handler finds the file either not yet moved or not there.
        let _held = unfinished();
        file.persist(path).map_err(|error| error.error).map(|_| ())
    });
    // Where something failed the file removed itself.
    *unfinished() = None;
    moved
}

fn filled(file: &NamedTempFile, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file.as_file());
    fill(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()
}

/// A new file in the folder of another, with the permissions that any new file gets.
fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let end = (0..=name.len().min(LONGEST_NAME)).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    let prefix = format!(".{}.", name.get(..end).unwrap_or_default());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(|error| bare(&error))
}

/// The error without the name of the temporary file, which says nothing to the reader.
fn bare(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|context| context.source()).map(ToString::to_string);
    inner.map_or(error.kind().into(), |text| io::Error::new(error.kind(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// One test, since the record of what is unfinished is one for the process.
    #[test]
    fn the_old_file_stands_until_the_new_one_is_whole() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("out.csv");
        fs::write(&path, "old")?;
        let mut seen = Vec::new();
        let failed = write(&path, |out| {
            out.write_all(b"half")?;
            out.flush()?;
            seen = names(folder.path());
            Err(io::Error::other("no more room"))
        });
        assert!(failed.is_err());
        assert!(seen.len() == 2 && seen.iter().any(|name| name.starts_with(".out.csv.")), "{seen:?}");
        assert_eq!((names(folder.path()), fs::read_to_string(&path)?), (vec!["out.csv".to_owned()], "old".to_owned()));

        write(&path, |out| out.write_all(b"new"))?;
        assert_eq!((names(folder.path()), fs::read_to_string(&path)?), (vec!["out.csv".to_owned()], "new".to_owned()));
        assert_eq!(*unfinished(), None);

        // What the handler does when it comes in the middle.
        let interrupted = write(&path, |out| {
            out.write_all(b"half")?;
            discard(&mut unfinished());
            Ok(())
        });
        assert!(interrupted.is_err());
        assert_eq!((names(folder.path()), fs::read_to_string(&path)?), (vec!["out.csv".to_owned()], "new".to_owned()));
        Ok(())
    }

    #[test]
    fn a_long_name_is_cut_between_characters() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = temporary(&folder.path().join(format!("x{}.csv", "я".repeat(120))))?;
        let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(name.starts_with(".xяя") && name.len() < 255, "{name}");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_their_file_and_devices_are_written_into() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (target, link) = (folder.path().join("target.csv"), folder.path().join("link.csv"));
        std::os::unix::fs::symlink("target.csv", &link)?;
        assert_eq!(place(&link)?, Place::Beside(target));
        for device in ["/dev/null", "/dev/stdout", "/dev/fd/1"] {
            assert_eq!(place(Path::new(device))?, Place::Straight, "{device}");
        }
        let turning = folder.path().join("turning");
        std::os::unix::fs::symlink("turning", &turning)?;
        assert!(place(&turning).is_err());
        Ok(())
    }
}
