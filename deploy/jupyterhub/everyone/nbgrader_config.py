"""nbgrader on the hub, for everyone; the course's own nbgrader_config.py comes on top of it."""

import os

c = get_config()  # noqa: F821 (given by traitlets)

c.CourseDirectory.course_id = os.environ["NBJUDGE_COURSE"]
c.Exchange.root = os.environ["NBJUDGE_EXCHANGE"]
if "NBJUDGE_COURSE_FOLDER" in os.environ:
    c.CourseDirectory.root = os.environ["NBJUDGE_COURSE_FOLDER"]
else:
    # The name on the hub, whatever the user is called inside a container.
    c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
if "NBJUDGE_ANY_OWNER" in os.environ:
    c.ExchangeCollect.check_owner = False  # the system does not know whose a submission is
