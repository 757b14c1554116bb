// Everything here only helps: each page works without any of it.

import "./frame.js";
import "./errors.js";
import "./rows.js";
import "./ticks.js";
import "./paste.js";
import "./files.js";
import "./draft.js";
import "./similar.js";
import "./keys.js";
