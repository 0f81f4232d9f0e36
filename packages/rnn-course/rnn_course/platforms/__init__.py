"""From a learning platform and back, by the files that instructors download and upload there.

Their formats were read in the sources of Moodle 5 (``mod/assign/classes/downloader.php``,
``mod/assign/feedback/file/importziplib.php``, ``mod/assign/feedback/offline``) and of Canvas in
2025 (``lib/content_zipper.rb``, ``lib/gradebook_exporter.rb``, ``lib/gradebook_importer.rb``).
"""
