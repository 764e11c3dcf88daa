//! Linux: straight over the session bus, so that the call is answered before a program that is about to end is gone. What this program
//! shows there, and what a click means, is kept by the [`Board`].

mod board;

use crate::{controller_handle, dbus};
use board::Board;
use domicile_workstation::notifications::Telling;
use std::sync::OnceLock;
use tauri::AppHandle;
use tokio::sync::mpsc;

/// Shows a message and waits until the desktop has taken it.
pub(crate) async fn show(_app: &AppHandle, title: &str, body: &str) {
    let Some(bus) = dbus::session().await else { return };
    board::send(bus, 0, title, body, &[]).await;
}

/// Shows, replaces or takes away, one after the other.
pub(crate) fn tell(app: &AppHandle, telling: Telling) {
    static QUEUE: OnceLock<mpsc::UnboundedSender<Telling>> = OnceLock::new();
    let queue = QUEUE.get_or_init(|| {
        let (sender, tellings) = mpsc::unbounded_channel();
        tauri::async_runtime::spawn(draw(app.clone(), tellings));
        sender
    });
    // The receiver lives as long as the program.
    let _ = queue.send(telling);
}

async fn draw(app: AppHandle, mut tellings: mpsc::UnboundedReceiver<Telling>) {
    let mut board: Option<Board> = None;
    loop {
        let telling = match &mut board {
            None => tellings.recv().await,
            Some(board) => tokio::select! {
                telling = tellings.recv() => telling,
                Some(request) = board.clicked() => {
                    controller_handle::send(&app, request);
                    continue;
                }
            },
        };
        let Some(telling) = telling else { return };
        if board.is_none() {
            // A bus that is not there is looked for again next time.
            board = match dbus::session().await {
                Some(bus) => Some(Board::on(bus.clone()).await),
                None => continue,
            };
        }
        if let Some(board) = &mut board {
            match telling {
                Telling::Show(it) => board.show(it.subject, &it.title, &it.body, &it.action).await,
                Telling::Withdraw { subject } => board.withdraw(subject).await,
            }
        }
    }
}
