//! Enums whose variants have stable names: on the wire, in the database, in the policy.

/// Declares an enum of plain variants, each with its stable name. The list is the one source for serde, the OpenAPI schema, the TypeScript type, `as_str`, `parse`
/// and `ALL`. Two variants of the same name are an error of the compiler (`unreachable_patterns`).
macro_rules! stable_names {
    ($(#[$attribute:meta])* pub enum $enum:ident { $($(#[$doc:meta])* $variant:ident = $name:tt,)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub enum $enum {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl $enum {
            /// Every variant, in the order of declaration.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Reads the stable name; `None` for any other text.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl $crate::wire::StableName for $enum {
            fn stable_name(self) -> &'static str {
                self.as_str()
            }

            fn from_stable_name(name: &str) -> Option<Self> {
                Self::parse(name)
            }
        }
    };
}
pub(crate) use stable_names;
