//! The pictures of the icon, as a panel is given them.

use crate::tray_theme::TrayTheme;
use domicile_workstation::tray::Icon;

/// Width and height, in pixels.
const SIZE: i32 = 32;

macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".argb"))
    };
}

/// The picture of a shape that suits a panel.
pub(super) fn picture(icon: Icon, theme: TrayTheme) -> ksni::Icon {
    let data: &[u8] = match (icon, theme) {
        (Icon::Fine, TrayTheme::Light) => picture!("fine-light"),
        (Icon::Fine, TrayTheme::Dark) => picture!("fine-dark"),
        (Icon::ForYou, TrayTheme::Light) => picture!("for-you-light"),
        (Icon::ForYou, TrayTheme::Dark) => picture!("for-you-dark"),
        (Icon::Working, TrayTheme::Light) => picture!("working-light"),
        (Icon::Working, TrayTheme::Dark) => picture!("working-dark"),
        (Icon::SignedOut, TrayTheme::Light) => picture!("signed-out-light"),
        (Icon::SignedOut, TrayTheme::Dark) => picture!("signed-out-dark"),
        (Icon::NotKnown, TrayTheme::Light) => picture!("not-known-light"),
        (Icon::NotKnown, TrayTheme::Dark) => picture!("not-known-dark"),
    };
    ksni::Icon { width: SIZE, height: SIZE, data: data.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_whole_has_a_shape_and_is_another_one() {
        let icons = [Icon::Fine, Icon::ForYou, Icon::Working, Icon::SignedOut, Icon::NotKnown];
        let mut seen = std::collections::HashSet::new();
        for icon in icons {
            for theme in [TrayTheme::Light, TrayTheme::Dark] {
                let it = picture(icon, theme);
                assert_eq!(it.data.len(), 32 * 32 * 4, "{icon:?}");
                let alpha = || it.data.chunks_exact(4).map(|pixel| pixel[0]);
                assert!(alpha().any(|it| it == 255) && alpha().any(|it| it == 0), "{icon:?} on {theme:?}: alpha comes first");
                assert!(seen.insert(it.data), "{icon:?} on {theme:?} is the picture of another one");
            }
        }
    }
}
