"""JupyterHub for one course on one Linux server, with accounts of the system.

An example that is tested as it stands: change the names at the top. INSTRUCTORS.md says which
accounts and folders it expects. As root:

    cd /srv/jupyterhub && /opt/rnn-course/bin/jupyterhub -f jupyterhub_config.py

landing.js lies beside this file.
"""

import grp
import json
import os
import pwd
import stat
import sys
from pathlib import Path

COURSE_ID = "rnn-course"  # as in nbgrader_config.py
INSTRUCTOR = "teacher"  # has the course folder, and grades
COURSE = Path("/home", INSTRUCTOR, "rnn-course", "course")
STUDENTS = "students"  # a group of the system: who is in it may log in
# nbgrader's default. Another one is set in nbgrader_config.py as well: c.Exchange.root.
EXCHANGE = Path("/usr/local/share/nbgrader/exchange")
STATE = Path("/srv/jupyterhub")  # root's own: who is logged in, the cookies' secret
SETTINGS = Path("/usr/local/share/rnn-course-hub")  # read by everybody's Jupyter, written below
HOUR = 3600  # seconds
# What each process of a student may take. The unit, jupyterhub.service, bounds all together.
LIMITS = [
    "--as=4294967296",  # bytes of address space
    "--fsize=2147483648",  # bytes of a file
    "--nproc=256",  # processes and threads of the account
]

# What is hidden from students is in their way; what they must not see is the instructor's
# own file, in a folder that nobody else can enter.
OPEN_TO_OTHERS = """Others than {instructor} can look into {course}, and so may students. As root:

    setfacl --remove-all {home}; chown {instructor} {home}; chmod 700 {home}"""


def others_can_enter(folder: Path) -> bool:
    """Tell whether anybody but root and the instructor can, by what the system knows of them."""
    found = folder.stat()
    own_group = {each.pw_name for each in pwd.getpwall() if each.pw_gid == found.st_gid}
    group = own_group | {*grp.getgrgid(found.st_gid).gr_mem}
    # Where a list of access rights names more people, the group's rights are the most they have.
    has_list = "system.posix_acl_access" in os.listxattr(folder)
    by_group = found.st_mode & stat.S_IXGRP and (has_list or group - TRUSTED)
    is_others = pwd.getpwuid(found.st_uid).pw_name not in TRUSTED
    return bool(is_others or by_group or found.st_mode & stat.S_IXOTH)


TRUSTED = {"root", INSTRUCTOR}
if all(map(others_can_enter, (COURSE, *COURSE.parents))):
    home = Path("/home", INSTRUCTOR)
    sys.exit(OPEN_TO_OTHERS.format(course=COURSE, instructor=INSTRUCTOR, home=home))

EVERYBODY = {
    "nbgrader_config.py": f"""c = get_config()
c.CourseDirectory.course_id = {COURSE_ID!r}
c.Exchange.root = {str(EXCHANGE)!r}
""",
    # A kernel that did nothing for an hour ends, then the server that has none left.
    "jupyter_server_config.json": {
        "MappingKernelManager": {"cull_idle_timeout": HOUR, "cull_interval": 300},
        "TerminalManager": {"cull_inactive_timeout": HOUR},
        "ServerApp": {"shutdown_no_activity_timeout": HOUR},
    },
    "labconfig/page_config.json": {
        "disabledExtensions": {
            "@jupyter/nbgrader:course-list": True,  # for several courses
            "@jupyterlab/apputils-extension:announcements": True,
        }
    },
}
LANDING = "rnn-course-landing"  # opens the assignment list first, with due dates
FOR_STUDENTS = {
    "jupyter_server_config.json": {
        "ServerApp": {"jpserver_extensions": {"nbgrader.server_extensions.formgrader": False}},
        # The extension, and what `nbgrader release_assignment` writes for it.
        "LabApp": {
            "extra_labextensions_path": [
                str(SETTINGS / "labextensions"),
                str(EXCHANGE / COURSE_ID / "dates"),
            ]
        },
    },
    "labconfig/page_config.json": {
        "disabledExtensions": {
            "@jupyter/nbgrader:formgrader": True,
            "@jupyter/nbgrader:create-assignment": True,
        }
    },
}
FOR_THE_INSTRUCTOR = {
    "nbgrader_config.py": f"""c = get_config()
c.CourseDirectory.root = {str(COURSE)!r}
""",
    # Formgrader is shown in a frame of JupyterLab's page. JupyterHub allows no frames.
    "jupyter_server_config.json": {
        "ServerApp": {
            "tornado_settings": {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
        }
    },
}


def write_settings(role: str, files: dict[str, str | dict]) -> None:
    """Write files that Jupyter finds by JUPYTER_CONFIG_PATH."""
    for name, content in files.items():
        path = SETTINGS / role / name
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2))
        path.chmod(0o644)


def settings_of(spawner) -> str:
    """Say where one user's Jupyter finds its settings, the most special first."""
    role = "instructor" if spawner.user.name == INSTRUCTOR else "students"
    return f"{SETTINGS / role}:{SETTINGS / 'everybody'}"


def write_landing() -> None:
    """Write the extension that students' JupyterLab begins with."""
    build = {"load": "static/landing.js", "extension": "./extension"}
    package = {"name": LANDING, "version": "1.0.0", "jupyterlab": {"_build": build}}
    script = Path(__file__).with_name("landing.js").read_text()
    files = {"package.json": package, "static/landing.js": script}
    write_settings(f"labextensions/{LANDING}", files)


def limit(spawner) -> None:
    """Bound what a student's processes take. The instructor's grade, and bound those they grade."""
    if spawner.user.name != INSTRUCTOR:
        spawner.cmd = ["prlimit", *LIMITS, *SERVER]


os.umask(0o022)  # everybody reads what is written here; the hub's own files are in STATE
write_settings("everybody", EVERYBODY)
write_settings("students", FOR_STUDENTS)
write_settings("instructor", FOR_THE_INSTRUCTOR)
write_landing()

c = get_config()  # noqa: F821 (traitlets puts it there)

# Passwords travel to here: let a web server on this machine speak HTTPS and pass on to this
# address, or give ssl_key and ssl_cert, and "https://:443" as the address.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
# c.JupyterHub.ssl_key = "/etc/letsencrypt/live/hub.example.edu/privkey.pem"
# c.JupyterHub.ssl_cert = "/etc/letsencrypt/live/hub.example.edu/fullchain.pem"
# On this machine as well: any account here could read what goes between hub, proxy and servers.
c.JupyterHub.internal_ssl = True
c.JupyterHub.internal_certs_location = str(STATE / "internal-ssl")
c.JupyterHub.db_url = f"sqlite:///{STATE / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
c.ConfigurableHTTPProxy.command = [
    str(Path(sys.prefix, "node", "node_modules", ".bin", "configurable-http-proxy"))
]

# Passwords are the system's (PAM). An account that is in neither set cannot log in.
c.Authenticator.allowed_users = {INSTRUCTOR}
c.LocalAuthenticator.allowed_groups = {STUDENTS}

# Each server runs as its user, in their home.
SERVER = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.cmd = SERVER
c.Spawner.pre_spawn_hook = limit
c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": settings_of,
    "OMP_NUM_THREADS": "1",  # the arrays are small: more threads take others' cores for nothing
    "OPENBLAS_NUM_THREADS": "1",
}
