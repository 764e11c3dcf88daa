//! `product`: what is sold.

use super::{ActArgs, ShowArgs, checked, print_records};
use crate::commands::verb_failure::VerbFailure;
use crate::operator::{Act, product_record};
use crate::store::sourced::products;
use clap::{Args, Subcommand};
use domicile_model::operator::{Fault, FaultCode};
use domicile_model::wire::{ProductRecord, Record};

#[derive(Subcommand)]
pub(in crate::commands) enum ProductVerb {
    /// Add a product, or make it so: domicile-directory product set bridge-modeler --name "Bridge Modeler"
    Set {
        /// The vendor's id: what licensed products ask for.
        id: String,
        #[command(flatten)]
        flags: ProductFlags,
        #[command(flatten)]
        act: ActArgs,
    },
    /// No longer sell a product: who owns it keeps it.
    Retire {
        /// Its id.
        id: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Print every product.
    List {
        #[command(flatten)]
        show: ShowArgs,
    },
}

// No doc comment: it would stand in the help of whatever takes these.
#[derive(Args)]
pub(in crate::commands) struct ProductFlags {
    /// The name that people read; needed for a new one.
    #[arg(long)]
    name: Option<String>,
    /// production, evaluation or trial; production unless told.
    #[arg(long)]
    usage_type: Option<String>,
    /// Everybody who belongs to an account may run it.
    #[arg(long)]
    free_to_all: Option<bool>,
}

pub(in crate::commands) async fn run(verb: ProductVerb) -> anyhow::Result<()> {
    match verb {
        ProductVerb::Set { id, flags, act } => {
            let acting = act.begin().await?;
            let known = products::get(&mut acting.store.read().await?, &id).await?.map(|it| product_record(&it.row));
            let Some(name) = flags.name.or(known.as_ref().map(|it| it.name.clone())) else {
                return acting.refuse(&Fault::of("--name", FaultCode::Missing, "a new product needs a name")).await;
            };
            let known = known.as_ref();
            let record = ProductRecord {
                id,
                name,
                usage_type: flags.usage_type.or(known.and_then(|it| it.usage_type.clone())),
                free_to_all: flags.free_to_all.or(known.map(|it| it.free_to_all)).unwrap_or_default(),
                retired: false,
            };
            acting.run(Act::Put(checked(Record::Product(record))?)).await
        }
        ProductVerb::Retire { id, act } => act.run(Act::RetireProduct(id)).await,
        ProductVerb::List { show } => {
            let store = show.database.read_only().await?;
            let found = products::all(&mut store.read().await?).await;
            store.close().await?;
            let found = found.map_err(|it| VerbFailure::of_refusal(it.into()))?;
            print_records(
                show.json,
                found.into_iter().map(|it| {
                    let state = if it.row.retired { "retired" } else { "sold" };
                    let line = format!("{}\t{}\t{state}\t{}", it.row.id, it.row.usage_type.as_str(), it.row.name);
                    (Record::Product(product_record(&it.row)), line)
                }),
            )
        }
    }
}
