//! Files that are too large to be committed, or that are no files.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEADER: &str = "id,q1,q2,q3\n";

/// Makes the file of a case in a folder; its name.
pub fn make(what: &str, folder: &Path) -> String {
    let (name, content): (&str, Vec<u8>) = match what {
        "wide" => ("wide.csv", wide()),
        "long_cell" => ("cell.csv", format!("{HEADER}1,1,{},1\n", "x".repeat(10 << 20)).into_bytes()),
        "long_id" => ("id.csv", format!("{HEADER}{},1,9,1\n", "x".repeat(10 << 20)).into_bytes()),
        "open_quote" => ("quote.csv", format!("{HEADER}\"1,1,1,1\n{}", "2,1,1,1\n".repeat(5 << 20)).into_bytes()),
        "empty_rows" => ("empty.csv", format!("{HEADER}{}1,1,1,1\n", "\n".repeat(1_000_000)).into_bytes()),
        "blank_rows" => ("blank.csv", format!("{HEADER}{}1,1,1,1\n", ",,,\n".repeat(1_000_000)).into_bytes()),
        "blank_rows_above" => ("above.csv", format!("{}{HEADER}1,1,1,1\n", ",,,\n".repeat(5_000)).into_bytes()),
        "bomb" => ("bomb.xlsx", bomb()),
        "entries" => ("entries.xlsx", entries()),
        "null" => return "/dev/null".to_owned(),
        "folder" => {
            fs::create_dir(folder.join("folder.csv")).expect("a folder");
            return "folder.csv".to_owned();
        }
        #[cfg(unix)]
        "link" | "loop" | "dangling" => {
            fs::write(folder.join("answers.csv"), format!("{HEADER}1,1,1,1\n")).expect("a file");
            let target = match what {
                "link" => "answers.csv",
                "loop" => "link.csv",
                _ => "nothing.csv",
            };
            std::os::unix::fs::symlink(target, folder.join("link.csv")).expect("a link");
            return "link.csv".to_owned();
        }
        _ => panic!("nothing makes {what}"),
    };
    fs::write(folder.join(name), content).expect("a file");
    name.to_owned()
}

fn wide() -> Vec<u8> {
    let mut text = b"id,q1,q2,q3".to_vec();
    (4..10_000).for_each(|column| write!(text, ",x{column}").expect("writes"));
    text.extend(b"\n1,1,1,1");
    text.extend(b",y".repeat(9_996));
    text.push(b'\n');
    text
}

fn entries() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in 0..50_000 {
        writer.start_file(format!("xl/worksheets/sheet{entry}.xml"), SimpleFileOptions::default()).expect("starts");
    }
    writer.finish().expect("finishes").into_inner()
}

/// An archive of one sheet of 2 GB of blanks. Written by hand: to compress as much would take minutes.
fn bomb() -> Vec<u8> {
    const NAME: &[u8] = b"xl/worksheets/sheet1.xml";
    const SIZE: u32 = 2 << 30;
    let packed = blanks(SIZE);
    let length = u32::try_from(packed.len()).expect("is small");
    // Version, flags, method (deflate), time, date, checksum (never come to), sizes, lengths of the name and of the rest.
    let about = |version: &[u16]| {
        let mut about: Vec<u8> = version.iter().copied().chain([0, 8, 0, 0x21]).flat_map(u16::to_le_bytes).collect();
        about.extend([0, length, SIZE].into_iter().flat_map(u32::to_le_bytes));
        about.extend([24, 0_u16].into_iter().flat_map(u16::to_le_bytes));
        about
    };
    let mut archive = [b"PK\x03\x04".as_slice(), &about(&[20]), NAME, &packed].concat();
    let directory = archive.len();
    archive.extend([b"PK\x01\x02".as_slice(), &about(&[20, 20]), &[0; 14], NAME].concat());
    let size = archive.len() - directory;
    archive.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    archive.extend([size, directory].into_iter().flat_map(|n| u32::try_from(n).expect("is small").to_le_bytes()));
    archive.extend([0, 0]);
    archive
}

/// Blanks as a deflated stream of one block with fixed codes (RFC 1951, 3.2.6): a blank, then copies of 258 bytes, each
/// code 285 (11000101) with distance 1 (00000).
fn blanks(size: u32) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0_u8, 0);
    let mut push = |out: &mut Vec<u8>, code: u32, length: u32| {
        // Codes go in from their first bit on, bytes are filled from the lowest.
        for place in (0..length).rev() {
            bits |= u8::from(code >> place & 1 == 1) << count;
            count += 1;
            if count == 8 {
                out.push(bits);
                (bits, count) = (0, 0);
            }
        }
    };
    // The last block, with fixed codes; the blank is 0x30 + 32.
    push(&mut out, 0b110, 3);
    push(&mut out, 0x50, 8);
    for _ in 0..16 {
        push(&mut out, 0b1_1000_1010_0000, 13);
    }
    // Eight codes are 13 bytes, which repeat.
    let eight = out.split_off(out.len() - 13);
    out.extend(eight.repeat(usize::try_from(size / 258 / 8).expect("is small") - 1));
    push(&mut out, 0, 7);
    push(&mut out, 0, 7);
    out
}

/// A file that can be appended to.
pub fn appended(path: &Path) -> File {
    File::options().append(true).open(path).expect("a file")
}
