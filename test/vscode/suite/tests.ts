import "./activation.ts";
import "./cut-out.ts";
import "./settings.ts";
import "./tools.ts";
