"""How much memory another process uses, asked of the system; for systems without such limits."""

import os
import sys
from pathlib import Path


def used_memory(process: int) -> int | None:
    """The memory of a process in bytes; None where it cannot be told, or the process is gone.

    Linux: resident pages (/proc/PID/statm). macOS: resident size (proc_pidinfo, libproc.h).
    Windows: what it has committed (GetProcessMemoryInfo, psapi.h).
    """
    if sys.platform == "win32":
        return _windows(process)
    if sys.platform == "darwin":
        return _mac(process)
    try:
        fields = Path(f"/proc/{process}/statm").read_bytes().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def _mac(process: int) -> int | None:
    """PROC_PIDTASKINFO fills a proc_taskinfo: virtual size, then resident size, as uint64."""
    import ctypes

    try:
        library = ctypes.CDLL("/usr/lib/libproc.dylib")
    except OSError:
        return None
    info = (ctypes.c_uint64 * 12)()
    filled = library.proc_pidinfo(process, 4, ctypes.c_uint64(0), info, ctypes.sizeof(info))
    return int(info[1]) if filled >= 16 else None


if sys.platform == "win32":

    def _windows(process: int) -> int | None:
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            """PROCESS_MEMORY_COUNTERS."""

            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                ("PeakWorkingSetSize", ctypes.c_size_t),
                ("WorkingSetSize", ctypes.c_size_t),
                ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
                ("QuotaPagedPoolUsage", ctypes.c_size_t),
                ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
                ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
                ("PagefileUsage", ctypes.c_size_t),
                ("PeakPagefileUsage", ctypes.c_size_t),
            )

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel.K32GetProcessMemoryInfo.argtypes = (
            wintypes.HANDLE,
            ctypes.POINTER(Counters),
            wintypes.DWORD,
        )
        # PROCESS_QUERY_LIMITED_INFORMATION
        handle = kernel.OpenProcess(0x1000, False, process)
        if not handle:
            return None
        try:
            counters = Counters(cb=ctypes.sizeof(Counters))
            size = ctypes.sizeof(counters)
            if not kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), size):
                return None
            return int(counters.PagefileUsage)
        finally:
            kernel.CloseHandle(handle)

else:

    def _windows(_process: int) -> int | None:
        return None
