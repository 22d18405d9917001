"""Draw the program's icon again: resources/icons/app.ico and app.png. Run by hand when the look changes."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
SIZES = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    from PIL import Image
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    from ui.kit.icons import app_icon

    icon, folder = app_icon(), ROOT / "resources" / "icons"
    icon.pixmap(256, 256).save(str(folder / "app.png"))
    with Image.open(folder / "app.png") as picture:
        picture.save(folder / "app.ico", sizes=[(size, size) for size in SIZES])
    app.quit()


if __name__ == "__main__":
    main()
