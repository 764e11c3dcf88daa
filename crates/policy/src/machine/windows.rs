//! Windows: the id that its set-up made. Asked of the registry itself: the program `reg` may be forbidden to the person.

#![expect(unsafe_code, reason = "the registry has no safe form in the standard library")]

use std::ptr::null_mut;
use windows_sys::Win32::Foundation::ERROR_SUCCESS;
use windows_sys::Win32::System::Registry::{HKEY_LOCAL_MACHINE, RRF_RT_REG_SZ, RRF_SUBKEY_WOW6464KEY, RegGetValueW};
use windows_sys::w;

/// In characters, with the zero at the end; an id has 37.
const LONGEST: usize = 128;

pub(super) fn id() -> Option<String> {
    let mut text = [0_u16; LONGEST];
    let mut size = u32::try_from(size_of_val(&text)).ok()?;
    let (key, name) = (w!("SOFTWARE\\Microsoft\\Cryptography"), w!("MachineGuid"));
    // The same to programs of 32 bits, which are otherwise shown a registry of their own.
    let kind = RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY;
    // SAFETY: both names end with zero, and the system writes at most `size` bytes into `text`.
    let status = unsafe { RegGetValueW(HKEY_LOCAL_MACHINE, key, name, kind, null_mut(), text.as_mut_ptr().cast(), &raw mut size) };
    if status != ERROR_SUCCESS {
        return None;
    }
    let end = text.iter().position(|it| *it == 0)?;
    super::usable(&String::from_utf16(text.get(..end)?).ok()?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_one_that_the_system_shows() {
        let tool = std::path::Path::new(&std::env::var_os("SystemRoot").unwrap()).join("System32").join("reg.exe");
        let arguments = ["query", r"HKLM\SOFTWARE\Microsoft\Cryptography", "/v", "MachineGuid", "/reg:64"];
        let shown = String::from_utf8(std::process::Command::new(tool).args(arguments).output().unwrap().stdout).unwrap();
        assert_eq!(super::id().as_deref(), shown.split_whitespace().last(), "{shown}");
    }
}
