//! From the lines of a document to records. A document is read as a stream, and nothing of it is kept but the line at hand.
//!
//! JSON Lines: one object a line, `record` says which kind. CSV: a header, then entitlements or people, as order systems export them; with
//! comma, semicolon or tabulator, quotes, CRLF and a byte-order mark.

mod csv_rows;
mod json_line;

use domicile_model::operator::{Fault, FaultCode};
use domicile_model::wire::Record;
use std::io::{BufRead, Read};

#[cfg(test)]
pub(crate) use json_line::read as read_line;

/// The longest line, in bytes: no record is nearly as long.
const LONGEST: u64 = 64 * 1024;
/// What spreadsheets put before the first character.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A record with its line, from 1, or what is wrong with that line.
pub(crate) type Read1 = (u64, Result<Record, Vec<Fault>>);

/// Reads a document to its end; `each` may stop it by an error of its own.
///
/// # Errors
/// The stream's, or that of `each`.
pub(crate) fn read_document<E: From<std::io::Error>>(
    mut source: impl BufRead,
    mut each: impl FnMut(Read1) -> Result<(), E>,
) -> Result<(), E> {
    if source.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
        source.consume(BYTE_ORDER_MARK.len());
    }
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        number += 1;
        match next_line(&mut source, &mut line)? {
            Line::End => return Ok(()),
            Line::TooLong => each((number, Err(vec![too_long()])))?,
            Line::Whole if line.iter().all(u8::is_ascii_whitespace) => {}
            // The first line that says anything tells which of the two it is.
            Line::Whole if line.trim_ascii_start().starts_with(b"{") => {
                each((number, json_line::read(&line)))?;
                return json_lines(source, number, each);
            }
            Line::Whole => return csv_rows::read(&line, number, source, each),
        }
    }
}

fn too_long() -> Fault {
    Fault::whole(FaultCode::TooLong, format!("the line is longer than {LONGEST} bytes"))
}

fn json_lines<E: From<std::io::Error>>(
    mut source: impl BufRead,
    mut number: u64,
    mut each: impl FnMut(Read1) -> Result<(), E>,
) -> Result<(), E> {
    let mut line = Vec::new();
    loop {
        number += 1;
        match next_line(&mut source, &mut line)? {
            Line::End => return Ok(()),
            Line::TooLong => each((number, Err(vec![too_long()])))?,
            Line::Whole if line.iter().all(u8::is_ascii_whitespace) => {}
            Line::Whole => each((number, json_line::read(&line)))?,
        }
    }
}

enum Line {
    Whole,
    /// It was passed over.
    TooLong,
    End,
}

fn next_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Line> {
    line.clear();
    let read = source.by_ref().take(LONGEST + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') || u64::try_from(read).unwrap_or(u64::MAX) <= LONGEST {
        return Ok(Line::Whole);
    }
    // The rest of it, without keeping it.
    loop {
        let (found, used) = {
            let piece = source.fill_buf()?;
            match piece.iter().position(|it| *it == b'\n') {
                Some(at) => (true, at + 1),
                None => (piece.is_empty(), piece.len()),
            }
        };
        source.consume(used);
        if found {
            return Ok(Line::TooLong);
        }
    }
}

#[cfg(test)]
mod tests;
