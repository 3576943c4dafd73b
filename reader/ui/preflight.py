"""Before Qt is loaded: is everything there that it needs? Imports nothing of Qt."""

import importlib
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path

from reader.messages import Message, msg

# The Debian package of each system library that PySide6's wheels leave to the system.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# What a bare system lacks as a rule: named together, so that one command is enough.
USUAL = (
    "libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0"
)


class Loader:
    """Loads the parts of Qt, as a start of the window would."""

    def place(self) -> Path | None:
        """The folder of PySide6, None where it is not installed."""
        spec = importlib.util.find_spec("PySide6")
        return None if spec is None or spec.origin is None else Path(spec.origin).parent

    def load_module(self, name: str) -> None:
        """Raises ImportError with the loader's words."""
        importlib.import_module(name)

    def load_library(self, path: Path) -> None:
        """Raises OSError with the loader's words."""
        import ctypes

        ctypes.CDLL(str(path))


def missing_part(
    environment: Mapping[str, str], loader: Loader | None = None, system: str = sys.platform
) -> Message | None:
    """One line that says what is missing for a window and how to get it; None if nothing is."""
    loader = loader or Loader()
    place = loader.place()
    if place is None:
        return msg("缺少 PySide6：请在本程序的文件夹中执行 python -m pip install -e . 后再启动")
    if system != "linux":
        return None
    platform = environment.get("QT_QPA_PLATFORM", "")
    if not platform and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return msg("这里没有图形界面（DISPLAY 未设置）：请在桌面环境中启动，或使用命令，见 --help")
    try:
        loader.load_module("PySide6.QtWidgets")
    except ImportError as error:
        return _missing_library(str(error))
    if platform.startswith("xcb") or (not platform and not environment.get("WAYLAND_DISPLAY")):
        try:
            loader.load_library(place / "Qt" / "plugins" / "platforms" / "libqxcb.so")
        except OSError as error:
            return _missing_library(str(error))
    return None


def _missing_library(error: str) -> Message:
    """From what the loader says: "libGL.so.1: cannot open shared object file: ..."."""
    library = error.split(":", 1)[0].strip()
    package = PACKAGES.get(library)
    if package is None:
        return msg("Qt 无法启动：{error}", error=error)
    return msg(
        "缺少系统库 {library}（Debian/Ubuntu/UOS 的软件包 {package}）："
        "请执行 sudo apt install {usual} 后再启动",
        library=library,
        package=package,
        usual=USUAL,
    )
