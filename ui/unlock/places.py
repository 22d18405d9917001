"""Whether a folder is a good place for a store: on this computer's own disk, where nothing else copies or syncs it."""

from __future__ import annotations

import re

from ui import stores

SYNCED = re.compile(
    r"^(onedrive|dropbox|google ?drive|my drive|icloud|nextcloud|owncloud|sharepoint|box( sync)?$|mega)", re.IGNORECASE
)
"""Names of folders that a service copies elsewhere."""
ON_NETWORK = "A store is not made there: when the connection drops, what was saved can be lost."
ADVICE = "Choose a folder on this computer’s own disk; backups may go there."


def concern(folder: str) -> str:
    """What speaks against keeping a store in that folder, and what to do; "" if nothing is known."""
    if not folder.strip():
        return ""
    parts = re.split(r"[\\/]", folder)
    service = next((found[0] for part in parts if (found := SYNCED.match(part))), "")
    if service:
        return (
            f"This looks like a folder that {service} copies to other computers. It does so while the store is being "
            f"written, which can damage it. {ADVICE}"
        )
    if stores.is_on_network(folder):
        return f"This is a network drive. {ON_NETWORK} {ADVICE}"
    return ""
