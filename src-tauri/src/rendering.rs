//! How the web view draws, decided once before anything else runs.
//!
//! WebKitGTK hands frames over as DMA buffers where it can. Without a GPU the same path runs in software, costs about 65 MiB more and
//! is known to stay blank in some virtual machines, so it is switched off where there is no render node. Whoever set the variable
//! has decided already.

/// Sets `WEBKIT_DISABLE_DMABUF_RENDERER=1` where there is no GPU.
#[cfg(target_os = "linux")]
pub(crate) fn choose() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_none() && !has_render_node(std::path::Path::new("/dev/dri")) {
        #[expect(unsafe_code, reason = "the web view reads the environment only; called first in main, while there is one thread")]
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}

/// Windows and macOS bring a web view that decides for itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn choose() {}

#[cfg(target_os = "linux")]
fn has_render_node(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|nodes| nodes.flatten().any(|it| it.file_name().to_string_lossy().starts_with("renderD")))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::has_render_node;

    #[test]
    fn only_a_render_node_counts_as_a_gpu() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_render_node(&folder.path().join("absent")));
        std::fs::write(folder.path().join("card0"), "").unwrap();
        assert!(!has_render_node(folder.path()));
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_render_node(folder.path()));
    }
}
