//! Windows: which file it is, and when anything about it changed. Both are told by an open handle only, and not by the standard library.

#![expect(unsafe_code, reason = "two questions to the system that have no safe form in the standard library")]

use std::fs::{File, Metadata, OpenOptions};
use std::hash::{DefaultHasher, Hash as _};
use std::os::windows::fs::OpenOptionsExt as _;
use std::os::windows::io::AsRawHandle as _;
use std::path::Path;
use windows_sys::Win32::Storage::FileSystem::{
    FILE_BASIC_INFO, FILE_ID_INFO, FILE_INFO_BY_HANDLE_CLASS, FILE_SHARE_DELETE, FILE_SHARE_READ, FILE_SHARE_WRITE, FileBasicInfo,
    FileIdInfo, GetFileInformationByHandleEx,
};

pub(super) fn identity(path: &Path, metadata: &Metadata, hash: &mut DefaultHasher) {
    metadata.created().ok().hash(hash);
    // No access at all is needed for looking at what stands beside the content, and nobody is kept from replacing the file.
    let all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    let Ok(file) = OpenOptions::new().access_mode(0).share_mode(all).open(path) else { return };
    // SAFETY: every bit pattern is a value of these structs: they hold numbers only.
    let basic: Option<FILE_BASIC_INFO> = unsafe { ask(&file, FileBasicInfo) };
    basic.map(|it| it.ChangeTime).hash(hash);
    // SAFETY: as above. Some file systems have no such number.
    let id: Option<FILE_ID_INFO> = unsafe { ask(&file, FileIdInfo) };
    id.map(|it| (it.VolumeSerialNumber, it.FileId.Identifier)).hash(hash);
}

/// Asks the system for one kind of information.
///
/// # Safety
/// `T` is the struct of that kind, and every bit pattern is a value of it.
unsafe fn ask<T>(file: &File, kind: FILE_INFO_BY_HANDLE_CLASS) -> Option<T> {
    let size = u32::try_from(size_of::<T>()).ok()?;
    let mut found = std::mem::MaybeUninit::<T>::zeroed();
    // SAFETY: the handle is open, and the system writes at most `size` bytes into `found`.
    let done = unsafe { GetFileInformationByHandleEx(file.as_raw_handle(), kind, found.as_mut_ptr().cast(), size) };
    // SAFETY: all zero, or written by the system; the caller's promise.
    (done != 0).then(|| unsafe { found.assume_init() })
}
