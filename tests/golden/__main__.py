"""Take today's words of the pages as read, and print what is different as a reader would see it: `make golden`."""

from difflib import unified_diff

from pipeline.files import write_whole

from .pages import ALL, kept, words


def main() -> None:
    """Write each page whose words have changed, and print the changed lines."""
    changed = 0
    for one in ALL:
        path, now = kept(*one), words(*one)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if before == now:
            continue
        changed += 1
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, now.encode())
        for line in unified_diff(before.splitlines(), now.splitlines(), "", " ".join(one), lineterm="", n=0):
            if not line.startswith(("---", "@@")):
                print(line)
    print(f"{changed} of {len(ALL)} pages say something else than before; git diff shows it again.")


if __name__ == "__main__":
    main()
