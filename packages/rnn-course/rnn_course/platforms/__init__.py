"""From a learning platform and back: submissions in, grades and feedback out.

Moodle and Canvas, by the files that an instructor downloads there and uploads again. Nothing
here speaks to their servers. Their formats were read in their sources:
Moodle 5 (``mod/assign/classes/downloader.php``, ``mod/assign/feedback/file/importziplib.php``,
``mod/assign/feedback/offline``; older versions where they differ) and Canvas of 2025
(``lib/content_zipper.rb``, ``lib/gradebook_exporter.rb``, ``lib/gradebook_importer.rb``,
``app/models/abstract_assignment.rb``).
"""
