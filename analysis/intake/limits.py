"""How much of an input is read, in one place; every limit that is met is said in a sentence."""

from analysis.sources import MAX_BYTES

SECONDS = 20  # of one input, in the child process
CPU_SECONDS = 30  # of one input, where the process that asked has ended and its clock with it
MEMORY_BYTES = 1_500_000_000  # of the child process, as address space
PDF_PAGES = 500
ZIP_MEMBERS = 2_000
ZIP_UNPACKED_BYTES = 100_000_000
ZIP_RATIO = 200  # unpacked to packed, of a member over 20 MB
MAIL_DEPTH = 3  # mails in mails
MAIL_PARTS = 200
ATTACHMENTS = 20
FEED_ITEMS = 20_000
PAGE_BYTES = 8_000_000
ARTICLES = 50_000  # of one input that is held in memory

__all__ = ["MAX_BYTES"]
