"""From a platform's archive to nbgrader's submitted folder."""
