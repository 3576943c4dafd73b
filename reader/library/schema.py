"""The tables of the two files. A change is a new migration at the end, never an edited one."""

from reader.library.database import Schema
from reader.messages import msg

_OUTLINES = (
    """CREATE TABLE outline (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    )""",
    """CREATE TABLE theme (
        outline INTEGER NOT NULL REFERENCES outline (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        parent TEXT,
        note TEXT NOT NULL,
        terms TEXT NOT NULL, -- JSON: [[text, weight], ...]
        PRIMARY KEY (outline, position)
    ) WITHOUT ROWID""",
)

LIBRARY = Schema(
    name=msg("资料库"),
    application_id=0x416E744C,  # "AntL"
    migrations=(
        (
            "CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "INSERT INTO property VALUES ('library', lower(hex(randomblob(16))))",
            """CREATE TABLE document (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                author TEXT,
                source TEXT,
                date TEXT,
                genre TEXT NOT NULL,
                path NOT NULL, -- text, or bytes where the file's name is not Unicode
                part INTEGER NOT NULL,
                format TEXT NOT NULL,
                encoding TEXT,
                paragraphs INTEGER NOT NULL,
                characters INTEGER NOT NULL,
                fingerprint TEXT NOT NULL,
                imported TEXT NOT NULL,
                digest TEXT NOT NULL -- of all that an importer gave: text, structure, metadata
            )""",
            "CREATE INDEX document_path ON document (path)",
            "CREATE INDEX document_fingerprint ON document (fingerprint)",
            """CREATE TABLE paragraph (
                document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                kind TEXT NOT NULL,
                text TEXT NOT NULL,
                first_line INTEGER,
                last_line INTEGER,
                bold TEXT, -- JSON: [[start, end], ...], or null
                PRIMARY KEY (document, number)
            )""",
            """CREATE TABLE section (
                document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                level INTEGER NOT NULL,
                title TEXT NOT NULL,
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                PRIMARY KEY (document, position)
            ) WITHOUT ROWID""",
            """CREATE TABLE change (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                document TEXT NOT NULL,
                removed INTEGER NOT NULL
            )""",
            "CREATE INDEX change_document ON change (document)",
            *_OUTLINES,
        ),
        (
            """CREATE TABLE file_stamp (
                path NOT NULL PRIMARY KEY, -- text, or bytes where the file's name is not Unicode
                size INTEGER NOT NULL,
                modified INTEGER NOT NULL, -- ns
                changed INTEGER NOT NULL, -- ns
                readers INTEGER NOT NULL, -- the version of the importers
                documents TEXT NOT NULL -- JSON: [[id, fingerprint], ...]
            ) WITHOUT ROWID""",
        ),
        (
            # 发文字号, 发文机关, 密级
            "ALTER TABLE document ADD COLUMN paper_number TEXT",
            "ALTER TABLE document ADD COLUMN issuer TEXT",
            "ALTER TABLE document ADD COLUMN classification TEXT",
        ),
        (
            """CREATE TABLE import_job (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                computer TEXT NOT NULL, -- whose paths these are
                paths TEXT NOT NULL, -- JSON: what was asked for
                asked TEXT NOT NULL,
                listed INTEGER NOT NULL, -- whether import_file has its files
                given_up INTEGER NOT NULL
            )""",
            """CREATE TABLE import_file (
                job INTEGER NOT NULL REFERENCES import_job (number) ON DELETE CASCADE,
                path NOT NULL, -- text, or bytes where the file's name is not Unicode
                position INTEGER NOT NULL,
                failure TEXT, -- JSON: a message; null for a file that is still to come
                PRIMARY KEY (job, path)
            ) WITHOUT ROWID""",
        ),
        (
            """CREATE TABLE picture (
                key TEXT PRIMARY KEY, -- SHA-256 of the data in hex: each picture is stored once
                data BLOB NOT NULL
            )""",
            """CREATE TABLE placement (
                document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
                number INTEGER NOT NULL, -- from 1, in the order of the text
                paragraph INTEGER NOT NULL, -- behind which it stands; 0: before the first
                media TEXT NOT NULL,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                alt TEXT NOT NULL,
                picture TEXT REFERENCES picture (key), -- null where it could not be kept
                PRIMARY KEY (document, number)
            ) WITHOUT ROWID""",
            "CREATE INDEX placement_picture ON placement (picture)",
        ),
        (
            # What the documents of corrected files were read as (see originals.py).
            """CREATE TABLE original (
                document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
                file TEXT NOT NULL,
                mark TEXT NOT NULL,
                id TEXT NOT NULL,
                title TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                corrections TEXT NOT NULL, -- JSON
                content BLOB, -- zlib, JSON; null: as the document is
                PRIMARY KEY (document, mark)
            )""",
            "CREATE INDEX original_file ON original (file)",
            "CREATE INDEX original_id ON original (id)",
            "CREATE INDEX original_fingerprint ON original (fingerprint)",
        ),
        (
            """CREATE TABLE import_correction (
                job INTEGER NOT NULL REFERENCES import_job (number) ON DELETE CASCADE,
                path NOT NULL, -- text, or bytes where the file's name is not Unicode
                corrections TEXT NOT NULL, -- JSON: made in the preview of the file
                PRIMARY KEY (job, path)
            ) WITHOUT ROWID""",
        ),
    ),
)

PERSONAL = Schema(
    name=msg("个人数据"),
    application_id=0x416E7450,  # "AntP"
    backup=True,
    migrations=(
        (
            """CREATE TABLE annotation (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                document TEXT NOT NULL,
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                exact TEXT NOT NULL,
                prefix TEXT NOT NULL,
                suffix TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                note TEXT NOT NULL,
                folder TEXT NOT NULL,
                tags TEXT NOT NULL, -- JSON: [tag, ...]
                created TEXT NOT NULL,
                modified TEXT NOT NULL,
                library TEXT NOT NULL,
                title TEXT NOT NULL,
                removed TEXT -- when; kept for undo
            )""",
            "CREATE INDEX annotation_document ON annotation (document)",
            """CREATE TABLE decision (
                theme TEXT NOT NULL,
                document TEXT NOT NULL,
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                exact TEXT NOT NULL,
                prefix TEXT NOT NULL,
                suffix TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                state TEXT NOT NULL,
                decided TEXT NOT NULL,
                PRIMARY KEY (theme, document, paragraph, start, "end")
            )""",
            """CREATE TABLE visit (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                library TEXT NOT NULL,
                document TEXT NOT NULL,
                title TEXT NOT NULL,
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                text TEXT NOT NULL,
                time TEXT NOT NULL
            )""",
            """CREATE TABLE query (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                text TEXT NOT NULL UNIQUE,
                time TEXT NOT NULL
            )""",
            "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            *_OUTLINES,
        ),
        (
            """CREATE TABLE saved_search (
                name TEXT PRIMARY KEY,
                query TEXT NOT NULL,
                scope TEXT NOT NULL, -- JSON: {part: [value, ...], ...}
                saved TEXT NOT NULL
            ) WITHOUT ROWID""",
        ),
        (
            """CREATE TABLE collection (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                library TEXT NOT NULL,
                parent TEXT, -- the id of the one it lies in
                position INTEGER NOT NULL, -- among those of the same parent
                name TEXT NOT NULL,
                query TEXT, -- of a saved search; null: filled by hand
                scope TEXT NOT NULL, -- JSON, as in saved_search
                saved TEXT -- when the search was
            )""",
            "CREATE INDEX collection_library ON collection (library)",
            """CREATE TABLE collection_document (
                collection INTEGER NOT NULL REFERENCES collection (number) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                document TEXT NOT NULL,
                PRIMARY KEY (collection, position)
            ) WITHOUT ROWID""",
        ),
        (
            # Folders that are kept in step with a library, by the library's id
            """CREATE TABLE watched_folder (
                library TEXT NOT NULL,
                path NOT NULL, -- text, or bytes where a name is not Unicode
                wanted TEXT NOT NULL, -- JSON: patterns of file names, [] = all that can be read
                refused TEXT NOT NULL, -- JSON: patterns of names
                paused INTEGER NOT NULL,
                checked TEXT,
                trouble TEXT, -- JSON: a message
                mounts TEXT NOT NULL, -- JSON: [path, ...]
                removed TEXT, -- when; kept for undo
                PRIMARY KEY (library, path)
            ) WITHOUT ROWID""",
            """CREATE TABLE watched_file (
                library TEXT NOT NULL,
                path NOT NULL,
                size INTEGER NOT NULL,
                mtime_ns INTEGER NOT NULL,
                content TEXT NOT NULL,
                state TEXT NOT NULL,
                documents TEXT NOT NULL, -- JSON: [id, ...]
                reason TEXT, -- JSON: a message
                readers INTEGER NOT NULL, -- the version of the importers
                PRIMARY KEY (library, path)
            ) WITHOUT ROWID""",
            # Documents whose file is gone, until the user says what is to become of them
            """CREATE TABLE watched_text (
                library TEXT NOT NULL,
                document TEXT NOT NULL,
                path NOT NULL,
                since TEXT NOT NULL,
                kept INTEGER NOT NULL,
                PRIMARY KEY (library, document)
            ) WITHOUT ROWID""",
        ),
        (
            """CREATE TABLE correction (
                library TEXT NOT NULL,
                file TEXT NOT NULL, -- the id of its first document
                corrections TEXT NOT NULL, -- JSON
                pending INTEGER NOT NULL, -- whether the library may not show them yet
                modified TEXT NOT NULL,
                PRIMARY KEY (library, file)
            ) WITHOUT ROWID""",
            """CREATE TABLE corrected (
                library TEXT NOT NULL,
                file TEXT NOT NULL,
                mark TEXT NOT NULL, -- which document of the file (see originals.py)
                document TEXT NOT NULL,
                PRIMARY KEY (library, file, mark)
            ) WITHOUT ROWID""",
            "CREATE INDEX corrected_document ON corrected (document)",
        ),
        (
            # Where each document was read last: the words at the top of the page
            """CREATE TABLE reading (
                library TEXT NOT NULL,
                document TEXT NOT NULL,
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                exact TEXT NOT NULL,
                prefix TEXT NOT NULL,
                suffix TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                offset INTEGER NOT NULL, -- logical pixels below the top of the page
                time TEXT NOT NULL,
                PRIMARY KEY (library, document)
            ) WITHOUT ROWID""",
        ),
        (
            # In the place of `decision`, which nobody wrote to: a decision whose words have moved
            # must not hold the place of another.
            "DROP TABLE decision",
            """CREATE TABLE entry_decision (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                theme TEXT NOT NULL,
                state TEXT NOT NULL,
                decided TEXT NOT NULL,
                library TEXT NOT NULL,
                title TEXT NOT NULL,
                document TEXT NOT NULL,
                paragraph INTEGER NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                exact TEXT NOT NULL,
                prefix TEXT NOT NULL,
                suffix TEXT NOT NULL,
                fingerprint TEXT NOT NULL
            )""",
        ),
    ),
)
