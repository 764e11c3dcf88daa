//! A process with everything that it has started: who they are, and what they take.

use anyhow::{Context, Result};

/// Numbers and names of a process and all that descend from it and still run.
///
/// # Errors
/// `/proc` cannot be read.
pub fn process_tree(of: u32) -> Result<Vec<(u32, String)>> {
    let mut processes = Vec::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        // pid (name) state parent …; the name may hold anything.
        let (Some(open), Some(close)) = (text.find('('), text.rfind(')')) else { continue };
        let mut rest = text[close + 1..].split_whitespace();
        let (state, parent) = (rest.next().unwrap_or_default(), rest.next().unwrap_or_default());
        if state != "Z"
            && let (Ok(id), Ok(parent)) = (text[..open].trim().parse::<u32>(), parent.parse::<u32>())
        {
            processes.push((id, parent, text[open + 1..close].to_owned()));
        }
    }
    let mut found: Vec<(u32, String)> = processes.iter().filter(|it| it.0 == of).map(|it| (it.0, it.2.clone())).collect();
    let mut at = 0;
    while let Some(&(parent, _)) = found.get(at) {
        found.extend(processes.iter().filter(|it| it.1 == parent).map(|it| (it.0, it.2.clone())));
        at += 1;
    }
    Ok(found)
}

/// The memory of a process and all that descend from it, in KiB: shared pages are split among those who share them (PSS).
///
/// # Errors
/// `/proc` cannot be read.
pub fn memory(of: u32) -> Result<u64> {
    let mut sum = 0;
    for (id, _) in process_tree(of)? {
        // One that has ended meanwhile takes nothing.
        let Ok(text) = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")) else { continue };
        let line = text.lines().find_map(|it| it.strip_prefix("Pss:")).context("no Pss in smaps_rollup")?;
        sum += line.trim().trim_end_matches(" kB").trim().parse::<u64>()?;
    }
    Ok(sum)
}
