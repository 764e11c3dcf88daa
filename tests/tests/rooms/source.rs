//! The modules of a crate and what each file of it uses of the same crate, read from its source. Test code is left out.
//!
//! Names are followed as the compiler does it where that matters for arrows: through `use`, `pub use` and globs, so that a type which
//! `foo/mod.rs` shows belongs to the file that it comes from. Macros are not expanded: the paths that stand in them count as they stand.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// A module by its names from the crate's root; the first is `lib` or `main`.
type ModulePath = Vec<String>;

/// No chain of `use` is longer.
const MOST_HOPS: usize = 24;

#[derive(Default)]
struct Module {
    files: BTreeSet<usize>,
    children: BTreeSet<String>,
    defined: BTreeSet<String>,
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// One file of source.
pub(crate) struct File {
    /// Below `src`, with `/`.
    pub(crate) name: String,
    /// Its module, by names from the root of the crate; empty for the root itself.
    pub(crate) module: Vec<String>,
    paths: Vec<(ModulePath, Vec<String>)>,
}

/// A crate's source.
pub(crate) struct Source {
    /// Every file, in the order of the module tree.
    pub(crate) files: Vec<File>,
    own_name: String,
    modules: BTreeMap<ModulePath, Module>,
}

impl Source {
    /// Reads `lib.rs` and `main.rs` below `src` with everything that they declare.
    pub(crate) fn read(src: &Path, package: &str) -> Self {
        let mut source = Self { files: Vec::new(), own_name: package.replace('-', "_"), modules: BTreeMap::new() };
        for root in ["lib", "main"] {
            let file = src.join(format!("{root}.rs"));
            if file.exists() {
                source.load(src, &file, vec![root.to_owned()], src.to_owned());
            }
        }
        assert!(!source.files.is_empty(), "no source below {}", src.display());
        source
    }

    /// Reads one file as a module whose children lie in `folder`.
    fn load(&mut self, src: &Path, path: &Path, module: ModulePath, folder: PathBuf) {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.strip_prefix(src).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let file = self.files.len();
        self.files.push(File { name, module: module[1..].to_vec(), paths: Vec::new() });
        let mut reader = Reader { source: self, file, at: module, declared: Vec::new() };
        reader.items(&parsed.items);
        for (at, item) in std::mem::take(&mut reader.declared) {
            for (path, folder) in item.files(path, &folder) {
                self.load(src, &path, [at.as_slice(), std::slice::from_ref(&item.name)].concat(), folder);
            }
        }
    }

    /// The files that each file uses. What it uses of its parents does not count: a parent and its children are one unit, and the parent
    /// uses the children.
    pub(crate) fn arrows(&self) -> BTreeSet<(usize, usize)> {
        let mut arrows = BTreeSet::new();
        for (from, file) in self.files.iter().enumerate() {
            for (at, path) in &file.paths {
                let Some(found) = self.resolve(at, path, 0).and_then(|it| self.modules.get(&it)) else { continue };
                for to in &found.files {
                    if *to != from && !file.module.starts_with(&self.files[*to].module) {
                        arrows.insert((from, *to));
                    }
                }
            }
        }
        arrows
    }

    /// The module that holds what a path names; `None` for other crates, prelude and local names.
    fn resolve(&self, at: &ModulePath, path: &[String], hops: usize) -> Option<ModulePath> {
        if hops > MOST_HOPS {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(vec![at[0].clone()], rest, hops),
            "self" => self.walk(at.clone(), rest, hops),
            "super" => {
                let parent = at[..at.len().checked_sub(1)?].to_vec();
                match rest.first().map(String::as_str) {
                    Some("super") => self.resolve(&parent, rest, hops + 1),
                    _ => self.walk(parent, rest, hops),
                }
            }
            name if name == self.own_name => self.walk(vec!["lib".to_owned()], rest, hops),
            _ => self.in_scope(at, path, hops),
        }
    }

    /// Follows a path from a module whose name is known to be ours.
    fn walk(&self, at: ModulePath, path: &[String], hops: usize) -> Option<ModulePath> {
        if path.is_empty() { Some(at) } else { self.in_scope(&at, path, hops + 1).or(Some(at)) }
    }

    /// Looks a path's first name up among what a module declares, imports or defines.
    fn in_scope(&self, at: &ModulePath, path: &[String], hops: usize) -> Option<ModulePath> {
        if hops > MOST_HOPS {
            return None;
        }
        let module = self.modules.get(at)?;
        let (first, rest) = path.split_first()?;
        if module.children.contains(first) {
            return self.walk([at.as_slice(), std::slice::from_ref(first)].concat(), rest, hops);
        }
        if module.defined.contains(first) {
            return Some(at.clone());
        }
        if let Some(imported) = module.imports.get(first) {
            return self.resolve(at, &[imported, rest].concat(), hops + 1);
        }
        // Local variables look like functions that a glob might bring: only types are looked for there.
        let looks_local = rest.is_empty() && first.starts_with(char::is_lowercase);
        module.globs.iter().filter(|_| !looks_local).find_map(|glob| {
            let from = self.resolve(at, glob, hops + 1)?;
            self.in_scope(&from, path, hops + 1)
        })
    }
}

/// `mod name;`.
struct Declared {
    name: String,
    /// What `#[path]` names: one file, or one for each system.
    named: Vec<String>,
}

impl Declared {
    fn new(item: &syn::ItemMod) -> Self {
        let named = item.attrs.iter().filter_map(|it| match &it.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
                _ => None,
            },
            syn::Meta::List(list) if list.path.is_ident("cfg_attr") => {
                list.tokens.to_string().split_once("path = \"").and_then(|(_, it)| Some(it.split_once('"')?.0.to_owned()))
            }
            _ => None,
        });
        Self { name: item.ident.to_string(), named: named.collect() }
    }

    /// Its files, each with the folder of its children, seen from the file that declares it and the folder of that file's children.
    fn files(&self, from: &Path, folder: &Path) -> Vec<(PathBuf, PathBuf)> {
        let beside = from.parent().unwrap_or(folder);
        if !self.named.is_empty() {
            return self.named.iter().map(|it| (beside.join(it), beside.to_owned())).collect();
        }
        let (file, below) = (folder.join(format!("{}.rs", self.name)), folder.join(&self.name));
        vec![(if file.exists() { file } else { below.join("mod.rs") }, below)]
    }
}

/// Reads one file.
struct Reader<'a> {
    source: &'a mut Source,
    file: usize,
    at: ModulePath,
    /// Modules in files of their own.
    declared: Vec<(ModulePath, Declared)>,
}

impl Reader<'_> {
    fn module(&mut self) -> &mut Module {
        self.source.modules.entry(self.at.clone()).or_default()
    }

    fn items(&mut self, items: &[syn::Item]) {
        let file = self.file;
        self.module().files.insert(file);
        for item in items {
            self.visit_item(item);
        }
    }

    fn uses(&mut self, path: Vec<String>) {
        let at = self.at.clone();
        self.source.files[self.file].paths.push((at, path));
    }

    fn import(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(it) => self.import(&with(&it.ident), &it.tree),
            syn::UseTree::Group(it) => it.items.iter().for_each(|tree| self.import(before, tree)),
            syn::UseTree::Glob(_) => {
                self.module().globs.push(before.to_vec());
                self.uses(before.to_vec());
            }
            syn::UseTree::Name(it) if it.ident == "self" => self.import_as(before.to_vec(), before.last().cloned().unwrap_or_default()),
            syn::UseTree::Name(it) => self.import_as(with(&it.ident), it.ident.to_string()),
            syn::UseTree::Rename(it) if it.ident == "self" => self.import_as(before.to_vec(), it.rename.to_string()),
            syn::UseTree::Rename(it) => self.import_as(with(&it.ident), it.rename.to_string()),
        }
    }

    fn import_as(&mut self, path: Vec<String>, name: String) {
        self.uses(path.clone());
        self.module().imports.insert(name, path);
    }

    /// Paths as they stand in a macro or an attribute, also inside texts (`with = "crate::…"`).
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(it) if colons == 2 => (path.push(it.to_string()), colons = 0).1,
                TokenTree::Ident(it) => {
                    self.path_in_tokens(std::mem::replace(&mut path, vec![it.to_string()]));
                    colons = 0;
                }
                TokenTree::Punct(it) if it.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Punct(_) => self.path_in_tokens(std::mem::take(&mut path)),
                TokenTree::Group(it) => {
                    self.path_in_tokens(std::mem::take(&mut path));
                    self.tokens(it.stream());
                }
                TokenTree::Literal(it) => {
                    let text = it.to_string();
                    let text = text.trim_matches('"');
                    if text.starts_with("crate::") || text.starts_with("super::") {
                        self.uses(text.split("::").map(str::to_owned).collect());
                    }
                }
            }
        }
        self.path_in_tokens(path);
    }

    fn path_in_tokens(&mut self, path: Vec<String>) {
        // `crate` alone is a visibility, a lower-case name alone anything.
        if path.len() > 1 || path.first().is_some_and(|it| it.starts_with(char::is_uppercase)) {
            self.uses(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if is_test(attributes(item)) {
            return;
        }
        if let Some(name) = name(item) {
            self.module().defined.insert(name);
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let name = item.ident.to_string();
        self.module().children.insert(name.clone());
        match &item.content {
            None => self.declared.push((self.at.clone(), Declared::new(item))),
            Some((_, items)) => {
                self.at.push(name);
                self.items(items);
                self.at.pop();
            }
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&[], &item.tree);
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes: &[syn::Attribute] = match item {
            syn::ImplItem::Const(it) => &it.attrs,
            syn::ImplItem::Fn(it) => &it.attrs,
            syn::ImplItem::Type(it) => &it.attrs,
            _ => &[],
        };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if !is_test(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.uses(path.segments.iter().map(|it| it.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        self.visit_path(&it.path);
        self.tokens(it.tokens.clone());
    }

    fn visit_attribute(&mut self, it: &'ast syn::Attribute) {
        match &it.meta {
            syn::Meta::List(list) => self.tokens(list.tokens.clone()),
            // Doc comments name what they explain, and use nothing.
            syn::Meta::NameValue(_) | syn::Meta::Path(_) => {}
        }
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| match &it.meta {
        syn::Meta::Path(path) => path.segments.last().is_some_and(|it| it.ident == "test"),
        syn::Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string();
            condition == "test" || condition.starts_with("all (test")
        }
        syn::Meta::List(list) => list.path.segments.last().is_some_and(|it| it.ident == "test"),
        syn::Meta::NameValue(_) => false,
    })
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(it) => &it.attrs,
        syn::Item::Enum(it) => &it.attrs,
        syn::Item::Fn(it) => &it.attrs,
        syn::Item::Impl(it) => &it.attrs,
        syn::Item::Macro(it) => &it.attrs,
        syn::Item::Mod(it) => &it.attrs,
        syn::Item::Static(it) => &it.attrs,
        syn::Item::Struct(it) => &it.attrs,
        syn::Item::Trait(it) => &it.attrs,
        syn::Item::Type(it) => &it.attrs,
        syn::Item::Union(it) => &it.attrs,
        syn::Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

fn name(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(it) => &it.ident,
        syn::Item::Enum(it) => &it.ident,
        syn::Item::Fn(it) => &it.sig.ident,
        syn::Item::Macro(it) => it.ident.as_ref()?,
        syn::Item::Static(it) => &it.ident,
        syn::Item::Struct(it) => &it.ident,
        syn::Item::Trait(it) => &it.ident,
        syn::Item::Type(it) => &it.ident,
        syn::Item::Union(it) => &it.ident,
        _ => return None,
    };
    Some(name.to_string())
}
