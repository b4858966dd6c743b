"""The commands: one file a group, imported only when asked for.

click takes gettext's functions when it is imported. Put in their place before that, ours let it find its own sentences
in the catalogue that is open already; gettext's own search would read it a second time.
"""

import gettext

from codeerbank.i18n import _, plural

gettext.gettext = _  # type: ignore[assignment]  # the same but for the names of the parameters
gettext.ngettext = plural  # type: ignore[assignment]
